package no.itagenten.fleet.fleetctl.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** Asks on standard error and reads standard input; echo is off while a secret is typed. */
public final class ConsolePrompter implements Prompter {

    private static final Set<String> YES = Set.of("y", "yes");

    private final Console console;
    private final Cancellation cancellation;

    /** A prompter over these streams. */
    public ConsolePrompter(Console console, Cancellation cancellation) {
        this.console = console;
        this.cancellation = cancellation;
    }

    /** Whether an answer means yes. */
    public static boolean isYes(String answer) {
        return YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean canAsk() {
        return console.terminal().input() && console.terminal().error();
    }

    @Override
    public boolean confirm(String question) {
        console.sayRaw(question + " [y/N] ");
        try {
            return console.readLine().filter(ConsolePrompter::isYes).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @SuppressWarnings("try") // the registration is there to be closed
    public Optional<String> secret(String label) {
        if (!Stty.run("-echo")) {
            throw Problem.usage(
                    "cannot keep the terminal from showing what is typed",
                    "Give it on standard input instead; the command's --help says by which option.");
        }
        try (Cancellation.Registration ignored = cancellation.onCancel(() -> Stty.run("echo"))) {
            console.sayRaw(label + ": ");
            return console.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Stty.run("echo");
            console.say("");
        }
    }
}
