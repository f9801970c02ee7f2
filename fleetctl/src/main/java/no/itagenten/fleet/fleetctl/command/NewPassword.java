package no.itagenten.fleet.fleetctl.command;

import java.io.IOException;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.Prompter;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Option;

/** How a password gets in: typed at a terminal, not shown, or as a line of standard input; never on the command line. */
public final class NewPassword {

    @Option(names = "--password-stdin", description = "Read the password from standard input, as one line.")
    private boolean stdin;

    /** Asks for a new one, twice where somebody types it. */
    String ask(Invocation invocation, String name) {
        if (stdin) {
            return line(invocation);
        }
        String first = typed(invocation, "New password for " + name);
        if (!typed(invocation, "The same again").equals(first)) {
            throw Problem.usage("the two passwords are not the same", "Nothing was changed. Try again.");
        }
        return first;
    }

    /** Asks for one that is known already. */
    String askKnown(Invocation invocation, String question) {
        return stdin ? line(invocation) : typed(invocation, question);
    }

    private static String typed(Invocation invocation, String question) {
        Prompter prompter = invocation.surroundings().prompter();
        if (!prompter.canAsk()) {
            throw Problem.usage(
                    "there is no terminal to type a password at", "Give it on standard input with --password-stdin.");
        }
        return requirePassword(prompter.secret(question).orElse(""));
    }

    private static String line(Invocation invocation) {
        try {
            return requirePassword(invocation.console().readLine().orElse(""));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "cannot read standard input", "Give the password as one line.", e);
        }
    }

    private static String requirePassword(String text) {
        if (text.isEmpty()) {
            throw Problem.usage("the password is empty", "Give one of at least 10 characters.");
        }
        return text;
    }
}
