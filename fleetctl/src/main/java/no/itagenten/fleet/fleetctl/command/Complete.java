package no.itagenten.fleet.fleetctl.command;

import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.itagenten.fleet.fleetctl.document.LiveValue;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code fleetctl __complete}: what the completion scripts ask for while somebody types; in no list of commands. One line for each
 * value: the value, a tab, what it means. Asks nobody anything, and says nothing at all when something is wrong or the server takes
 * its time.
 */
@Command
public final class Complete extends FleetCommand {

    /** Whoever presses a key waits no longer. */
    private static final long PATIENCE_MILLIS = 1_500;

    @Parameters(paramLabel = "KIND", description = "What is being typed.")
    private String kind;

    @Override
    public ExitCode run(Invocation invocation) {
        FutureTask<String> answer = new FutureTask<>(() -> answer(invocation));
        Thread asking = new Thread(answer, "completion");
        asking.setDaemon(true);
        asking.start();
        try {
            invocation.print(answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            // Whoever types a command line wants no message in the middle of it.
            return ExitCode.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.DONE;
    }

    private String answer(Invocation invocation) {
        return new LiveLines(invocation).of(LiveValue.valueOf(kind.toUpperCase(Locale.ROOT)));
    }
}
