package no.itagenten.fleet.agent.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import no.itagenten.fleet.agent.process.CommandLine;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;

/**
 * Services that systemd runs, by way of systemctl(1). Remembers of each service where the journal stood when it was last restarted.
 * Safe for any thread.
 */
public final class SystemdServices implements ServiceManager {

    /** More than the 90 s that systemd gives a service to stop by default. */
    private static final Duration RESTART_TIMEOUT = Duration.ofMinutes(3);

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(10);

    /** For systemctl and journalctl: plain output, in English. */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL", "C",
            "SYSTEMD_PAGER", "",
            "SYSTEMD_COLORS", "0");

    private final ProcessRunner processes;
    private final Map<String, Mark> marks = new ConcurrentHashMap<>();

    /** How things stood before a restart: the journal's end, and the run that was about to end. */
    private record Mark(Optional<String> cursor, Optional<String> run) {}

    public SystemdServices(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public List<ServiceState> states(List<String> names) throws ServiceException, InterruptedException {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "systemctl",
                "show",
                "--no-pager",
                "--property=ActiveState,SubState,InvocationID,MainPID,NRestarts,StateChangeTimestamp",
                "--"));
        arguments.addAll(names);
        ProcessOutcome outcome = run(arguments, QUERY_TIMEOUT);
        if (!outcome.succeeded()) {
            throw new ServiceException("systemctl show " + outcome.describe() + ": "
                    + outcome.output().strip());
        }
        return SystemdProperties.parse(names, outcome.output());
    }

    @Override
    public void restart(String name) throws ServiceException, InterruptedException {
        marks.put(name, new Mark(journalEnd(), currentRun(name)));
        control("restart", name);
    }

    @Override
    public void start(String name) throws ServiceException, InterruptedException {
        marks.put(name, new Mark(journalEnd(), currentRun(name)));
        control("start", name);
    }

    @Override
    public void stop(String name) throws ServiceException, InterruptedException {
        marks.remove(name); // what is worth reading is how the run that is about to end took it
        control("stop", name);
    }

    private void control(String verb, String name) throws ServiceException, InterruptedException {
        ProcessOutcome outcome = run(List.of("systemctl", verb, "--no-ask-password", "--", name), RESTART_TIMEOUT);
        if (!outcome.succeeded()) {
            throw new ServiceException(
                    "systemctl " + verb + " " + name + " " + outcome.describe() + ": "
                            + outcome.output().strip(),
                    outcome.exitCode());
        }
    }

    /**
     * Of the runs since it was last restarted here, which may be several when systemd starts it again by itself; else of its latest
     * run. Never of the run that the restart ended.
     */
    @Override
    public String recentOutput(String name) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "journalctl", "--no-pager", "--quiet", "--output=json", "--output-fields=" + JournalTail.FIELDS));
        try {
            Optional<Mark> mark = Optional.ofNullable(marks.get(name));
            Optional<String> after = mark.flatMap(Mark::cursor);
            Predicate<String> runs;
            if (after.isPresent()) {
                // Without a number of lines: it would be the first ones after the cursor. Of all of them the end is
                // kept. Not --after-cursor: it skips a record of this unit when the cursor is another's (systemd 252).
                arguments.add("--cursor=" + after.get());
                runs = run -> !Optional.of(run).equals(mark.get().run());
            } else {
                arguments.add("--lines=100");
                Optional<String> latest = state(name).run();
                runs = run -> Optional.of(run).equals(latest);
            }
            arguments.add("--unit=" + name);
            return JournalTail.of(run(arguments, QUERY_TIMEOUT).output(), after, runs);
        } catch (ServiceException e) {
            return "";
        }
    }

    /** For a report only: a restart does not fail for want of it. */
    private Optional<String> currentRun(String name) throws InterruptedException {
        try {
            return state(name).run();
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }

    private Optional<String> journalEnd() throws InterruptedException {
        try {
            return JournalTail.cursor(
                    run(List.of("journalctl", "--no-pager", "--quiet", "--lines=0", "--show-cursor"), QUERY_TIMEOUT)
                            .output());
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        // The services are systemd's: they go on.
    }

    private ProcessOutcome run(List<String> arguments, Duration timeout) throws ServiceException, InterruptedException {
        try {
            return processes.run(new CommandLine(arguments, Path.of("/"), ENVIRONMENT, timeout));
        } catch (IOException e) {
            throw new ServiceException(e.getMessage(), e);
        }
    }
}
