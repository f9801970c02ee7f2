package no.itagenten.fleet.fleetctl.invocation;

import java.util.List;

/**
 * A command in the catalogue.
 *
 * @param path what the user types: {@code devices}, {@code device show}
 * @param summary one line for lists of commands, without a full stop
 * @param examples whole command lines
 */
public record CommandEntry(String path, Group group, String summary, List<String> examples) {

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

    /** The path's words. */
    public List<String> words() {
        return List.of(path.split(" ", -1));
    }
}
