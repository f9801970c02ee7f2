package no.itagenten.fleet.agent.git;

import java.util.Locale;
import no.itagenten.fleet.protocol.Names;

/** What to bring a checkout to. */
public sealed interface Target {

    /** For people: {@code branch main}. */
    String describe();

    /** The head of a branch of the remote. */
    record Branch(String name) implements Target {
        public Branch {
            Names.requireRef(name);
        }

        @Override
        public String describe() {
            return "branch " + name;
        }
    }

    /** A tag of the remote. */
    record Tag(String name) implements Target {
        public Tag {
            Names.requireRef(name);
        }

        @Override
        public String describe() {
            return "tag " + name;
        }
    }

    /** A commit that one of the remote's branches or tags contains. */
    record Commit(String id) implements Target {
        public Commit {
            id = Names.requireCommit(id).toLowerCase(Locale.ROOT);
        }

        @Override
        public String describe() {
            return "commit " + id;
        }
    }
}
