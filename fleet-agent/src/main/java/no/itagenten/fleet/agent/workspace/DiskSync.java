package no.itagenten.fleet.agent.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;

/** Has everything of a folder on the disk, by one call for all of its files: one each would take minutes on a memory card. */
final class DiskSync {

    private static final Duration WITHIN = Duration.ofMinutes(4);

    private final ProcessRunner processes;

    DiskSync(ProcessRunner processes) {
        this.processes = processes;
    }

    void sync(Path folder) throws IOException, GitException, InterruptedException {
        ProcessOutcome outcome = processes.run(new CommandLine(
                List.of("sync", "--file-system", "--", folder.toString()),
                folder,
                Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"),
                WITHIN));
        if (!outcome.succeeded()) {
            throw new GitException(
                    "sync(1) of " + folder + " " + outcome.describe(), outcome.exitCode(), outcome.output());
        }
    }
}
