package no.itagenten.fleet.fleetctl.invocation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.problem.ExitCode;

/** The help pages that are not about a single command. */
public final class HelpTopics {

    private static final String EXIT_CODES = "exit-codes";

    /** Those that stand in a file of their own, in the order in which they are listed. */
    private static final Map<String, String> FILES = pages();

    private HelpTopics() {}

    /** The topics' names. */
    public static List<String> names() {
        return Stream.concat(Stream.of(EXIT_CODES), FILES.keySet().stream()).toList();
    }

    /** The page of a topic. */
    public static Optional<String> topic(String name) {
        if (name.equals(EXIT_CODES)) {
            return Optional.of(exitCodes());
        }
        return FILES.containsKey(name) ? Optional.of(page(name)) : Optional.empty();
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("selectors", "how devices are chosen");
        pages.put("output", "what is printed, and in which formats");
        pages.put("environment", "variables and files");
        return pages;
    }

    private static String page(String name) {
        try (InputStream in = HelpTopics.class.getResourceAsStream(name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        page.append('\n')
                .append(paint.bold("More"))
                .append("\n  fleetctl COMMAND --help    its options, with examples")
                .append("\n  fleetctl help exit-codes   what scripts can rely on\n");
        FILES.forEach(
                (name, about) -> page.append(String.format(Locale.ROOT, "  fleetctl help %-12s %s%n", name, about)));
        return page.append("\nExample: fleetctl login --url http://127.0.0.1:3001 && fleetctl devices\n")
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
        return page.append("""

                        With several devices the worst wins: 1 over 8 over 0. A value that makes no sense ends with 2, whoever
                        finds that out: fleetctl before it asks the server, or the server. What is well-formed but not there
                        ends with 1 (a command, a user, a token) or 5 (a device).

                        Examples:
                          fleetctl restart kirke-1 --timeout 2m || echo "ended with $?"
                          fleetctl restart kirke-1 --timeout 5s    8 while the device is offline
                          fleetctl restart kirke-99                5
                          fleetctl restart kirke-1 --timeout soon  2
                        """).toString();
    }
}
