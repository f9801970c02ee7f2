package no.itagenten.fleet.fleetctl.invocation;

import java.util.Arrays;
import java.util.List;

/**
 * A command in the catalogue.
 *
 * @param path what the user types: {@code devices}, {@code device show}
 * @param summary one line for lists of commands, without a full stop
 * @param examples whole command lines, each of which the program takes as it stands
 * @param aliases other paths to the same command, for the habits of those who come from elsewhere
 */
public record CommandEntry(String path, Group group, String summary, List<String> examples, List<String> aliases) {

    /** The parts of the help page. */
    public enum Group {
        /** Looking. */
        LOOK("Look"),
        /** Acting on devices. */
        ACT("Act"),
        /** Keeping order among devices. */
        MANAGE("Manage devices"),
        /** Looking after the server. */
        SERVER("Look after the server"),
        /** Getting in. */
        ACCESS("Log in"),
        /** The program itself. */
        TOOL("fleetctl itself");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** As printed. */
        public String title() {
            return title;
        }
    }

    /** The same, known by these paths too. */
    public CommandEntry also(String... paths) {
        return new CommandEntry(path, group, summary, examples, Arrays.asList(paths));
    }

    /** Whether it is meant by that path. */
    public boolean answersTo(String asked) {
        return path.equals(asked) || aliases.contains(asked);
    }

    /** The path's words. */
    public List<String> words() {
        return List.of(path.split(" ", -1));
    }
}
