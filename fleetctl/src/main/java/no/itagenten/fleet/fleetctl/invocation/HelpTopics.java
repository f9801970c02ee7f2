package no.itagenten.fleet.fleetctl.invocation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.problem.ExitCode;

/** The help pages that are not about a single command. */
public final class HelpTopics {

    private static final String EXIT_CODES = "exit-codes";
    private static final String ENVIRONMENT = "environment";

    private HelpTopics() {}

    /** The topics' names. */
    public static List<String> names() {
        return List.of(EXIT_CODES, ENVIRONMENT);
    }

    /** The page of a topic. */
    public static Optional<String> topic(String name) {
        return switch (name) {
            case EXIT_CODES -> Optional.of(exitCodes());
            case ENVIRONMENT -> Optional.of(environment());
            default -> Optional.empty();
        };
    }

    /** All commands, by group. */
    public static String overview(CommandIndex commands, Paint paint) {
        StringBuilder page = new StringBuilder("fleetctl looks after a fleet of R58 devices.\n\n")
                .append("Usage: fleetctl COMMAND [OPTIONS] [ARGUMENTS]\n");
        for (CommandEntry.Group group : CommandEntry.Group.values()) {
            page.append('\n').append(paint.bold(group.title())).append('\n');
            commands.entries().stream()
                    .filter(entry -> entry.group() == group)
                    .forEach(entry -> line(page, entry, paint));
        }
        return page.append('\n')
                .append(paint.bold("More"))
                .append("\n  fleetctl COMMAND --help    its options, with examples")
                .append("\n  fleetctl help exit-codes   what scripts can rely on")
                .append("\n  fleetctl help environment  variables and files\n")
                .append("\nExample: fleetctl login --url http://127.0.0.1:3001 && fleetctl devices\n")
                .toString();
    }

    /** The commands that begin with this word. */
    public static Optional<String> group(String word, CommandIndex commands, Paint paint) {
        StringBuilder page = new StringBuilder();
        commands.entries().stream()
                .filter(entry -> entry.path().startsWith(word + " "))
                .forEach(entry -> line(page, entry, paint));
        return page.length() == 0 ? Optional.empty() : Optional.of(page.toString());
    }

    private static void line(StringBuilder page, CommandEntry entry, Paint paint) {
        page.append("  ")
                .append(paint.cyan(entry.path()))
                .append(" ".repeat(Math.max(1, 26 - entry.path().length())))
                .append(entry.summary())
                .append('\n');
    }

    private static String exitCodes() {
        StringBuilder page = new StringBuilder("fleetctl ends with:\n\n");
        for (ExitCode code : ExitCode.values()) {
            page.append(String.format(Locale.ROOT, "  %3d  %s%n", code.number(), code.meaning()));
        }
        return page.append("\nWith several devices the worst wins: 1 over 8 over 0.\n")
                .append("\nExample: fleetctl restart kirke-1 || echo \"ended with $?\"\n")
                .toString();
    }

    private static String environment() {
        return """
                Which server is meant is decided by the first of these that says so:

                  --url, --token-file, --context       options
                  R58_FLEET_URL                        address of the server
                  R58_FLEET_TOKEN                      token; better a file, with --token-file
                  R58_FLEET_CONTEXT                    name of a context
                  $XDG_CONFIG_HOME/r58-fleet/config.json
                                                       what 'fleetctl login' stored (~/.config without the variable)

                A stored token is sent to the server it was stored for and to no other.

                Colour:

                  NO_COLOR          never
                  CLICOLOR_FORCE=1  always, through a pipe too

                The shell keeps its history under $XDG_STATE_HOME/r58-fleet (~/.local/state without the variable).

                Example: R58_FLEET_CONTEXT=studio fleetctl devices
                """;
    }
}
