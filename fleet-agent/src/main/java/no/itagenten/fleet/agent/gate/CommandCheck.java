package no.itagenten.fleet.agent.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessOutcome.Ending;
import no.itagenten.fleet.agent.process.ProcessRunner;

/** On air if a program says so as grep(1) and pgrep(1) would: with 0 for yes and 1 for no. Anything else is no answer. */
final class CommandCheck implements BusyCheck {

    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C.UTF-8");
    private static final int MAX_REASON = 200;

    private final CommandLine command;
    private final ProcessRunner processes;

    CommandCheck(List<String> arguments, ProcessRunner processes) {
        this.command = new CommandLine(arguments, Path.of("/"), ENVIRONMENT, WITHIN);
        this.processes = processes;
    }

    @Override
    public Optional<Finding> look() throws InterruptedException {
        ProcessOutcome outcome;
        try {
            outcome = processes.run(command);
        } catch (IOException e) {
            return Finding.unknown("BUSY_COMMAND could not be started (" + e.getMessage() + ")");
        }
        if (outcome.ending() == Ending.EXITED && outcome.exitCode() == 1) {
            return Optional.empty();
        }
        if (!outcome.succeeded()) {
            return Finding.unknown("BUSY_COMMAND " + outcome.describe());
        }
        String firstLine = outcome.output().lines().findFirst().orElse("").strip();
        return Finding.busy(
                firstLine.isEmpty() ? "busy" : firstLine.substring(0, Math.min(firstLine.length(), MAX_REASON)));
    }
}
