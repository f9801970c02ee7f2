package no.itagenten.fleet.fleetctl.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which streams are terminals and how wide, without a native library: those would cost a one-shot command more than
 * all its own work.
 */
final class TerminalProbe {

    private TerminalProbe() {}

    static TerminalFacts probe(Environment environment) {
        boolean output = isTerminal(1);
        boolean error = isTerminal(2);
        boolean dumb =
                environment.get("TERM").filter(term -> !term.equals("dumb")).isEmpty();
        return new TerminalFacts(isTerminal(0), output, error, () -> columns(environment), dumb);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return !Files.exists(Path.of("/proc/self")) && askTest(descriptor);
        }
    }

    /** Without a /proc, as on macOS, test(1) knows. */
    private static boolean askTest(int descriptor) {
        try {
            return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int columns(Environment environment) {
        return environment
                .get("COLUMNS")
                .filter(text -> text.matches("[1-9]\\d{0,4}"))
                .map(Integer::parseInt)
                .orElseGet(TerminalProbe::askStty);
    }

    private static int askStty() {
        Matcher size =
                Pattern.compile("\\d+ (\\d{1,5})\\s*").matcher(Stty.ask("size").orElse(""));
        int columns = size.matches() ? Integer.parseInt(size.group(1)) : 0;
        return columns > 0 ? columns : TerminalFacts.USUAL_COLUMNS;
    }
}
