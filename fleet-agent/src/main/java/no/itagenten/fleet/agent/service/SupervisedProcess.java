package no.itagenten.fleet.agent.service;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.config.ServicesConfig.ServiceProgram;
import no.itagenten.fleet.agent.process.ProcessTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service run by the agent itself: started, watched, started again when it ends, with growing pauses. It outlives an agent that
 * is killed, and the next agent finds it again, so that it never runs twice. Safe for several threads; {@link #state} never
 * waits for a restart that is under way.
 */
final class SupervisedProcess {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

    private final ServiceProgram program;
    private final RunFile runFile;
    private final ProcFiles proc;
    private final ServiceEnvironment environment;
    private final LongSupplier nanoTime;
    private volatile Phase phase = Phase.STOPPED;
    private volatile Optional<RunRecord> run = Optional.empty();
    private volatile long restarts;
    private long startedAt;
    private long nextStartAt;
    private Duration pause = FIRST_PAUSE;

    private enum Phase {
        STOPPED,
        RUNNING,
        WAITING,
        UNSTARTABLE
    }

    SupervisedProcess(
            ServiceProgram program,
            RunFile runFile,
            ProcFiles proc,
            ServiceEnvironment environment,
            LongSupplier nanoTime) {
        this.program = program;
        this.runFile = runFile;
        this.proc = proc;
        this.environment = environment;
        this.nanoTime = nanoTime;
    }

    String name() {
        return program.name();
    }

    Optional<Path> log() {
        return program.log();
    }

    ServiceState state() {
        Optional<RunRecord> current = run.filter(proc::isRunning);
        Optional<String> identity = current.map(RunRecord::identity);
        Optional<Long> pid = current.map(RunRecord::pid);
        boolean alive = current.isPresent();
        return switch (phase) {
            case RUNNING -> state(alive ? "active" : "activating", alive ? "running" : "auto-restart", identity, pid);
            case WAITING -> state("activating", "auto-restart", identity, pid);
            case STOPPED -> state("inactive", "dead", identity, pid);
            case UNSTARTABLE -> state("failed", "cannot be started", identity, pid);
        };
    }

    private ServiceState state(String active, String detail, Optional<String> identity, Optional<Long> pid) {
        return new ServiceState(name(), active, detail, identity, pid, restarts);
    }

    /** Finds the service that an earlier agent started, or starts it. */
    synchronized void adoptOrStart() {
        Optional<RunRecord> earlier =
                runFile.read().filter(proc::isRunning).or(() -> proc.findByEnvironment(environment.marker(name())));
        if (earlier.isPresent()) {
            LOG.info(
                    "Service {} runs already (process {}) and is watched again",
                    name(),
                    earlier.get().pid());
            running(earlier.get());
            return;
        }
        tryStart();
    }

    /** Looks after it: to be called every second or so. */
    synchronized void check() {
        if (phase == Phase.RUNNING && run.filter(proc::isRunning).isEmpty()) {
            if (nanoTime.getAsLong() - startedAt >= STABLE_AFTER.toNanos()) {
                pause = FIRST_PAUSE;
            }
            LOG.warn("Service {} ended; it is started again in {} s", name(), pause.toSeconds());
            phase = Phase.WAITING;
            restarts = restarts + 1; // written under the lock only
            scheduleNextStart();
        } else if ((phase == Phase.WAITING || phase == Phase.UNSTARTABLE) && nanoTime.getAsLong() - nextStartAt >= 0) {
            tryStart();
        }
    }

    /** @throws ServiceException if it could not be started */
    synchronized void restart() throws ServiceException, InterruptedException {
        stop(STOP_GRACE);
        pause = FIRST_PAUSE;
        try {
            start();
        } catch (IOException e) {
            unstartable(e);
            throw new ServiceException("service " + name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** @throws ServiceException if it could not be started */
    synchronized void startUnlessRunning() throws ServiceException, InterruptedException {
        if (phase != Phase.RUNNING || run.filter(proc::isRunning).isEmpty()) {
            restart();
        }
    }

    /** For as long as nobody starts it. */
    synchronized void stop() throws InterruptedException {
        stop(STOP_GRACE);
    }

    synchronized void stop(Duration grace) throws InterruptedException {
        Optional<RunRecord> current = run.filter(proc::isRunning);
        phase = Phase.STOPPED;
        if (current.isPresent()) {
            Optional<ProcessHandle> handle = ProcessHandle.of(current.get().pid());
            if (handle.isPresent() && !ProcessTree.stop(handle.get(), grace)) {
                LOG.warn("Service {} did not end within {} s and was killed", name(), grace.toSeconds());
                ProcessTree.awaitEnd(handle.get(), STOP_GRACE);
            }
        }
        run = Optional.empty();
    }

    private void tryStart() {
        try {
            start();
        } catch (IOException e) {
            unstartable(e);
        }
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.command())
                .directory(program.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(program.log()
                        .map(path -> ProcessBuilder.Redirect.appendTo(path.toFile()))
                        .orElse(ProcessBuilder.Redirect.DISCARD));
        builder.environment().clear();
        builder.environment().putAll(environment.of(name()));
        Process process = builder.start();
        RunRecord started = proc.run(process.pid()).orElse(new RunRecord(process.pid(), 0, proc.bootId()));
        runFile.write(started);
        running(started);
        LOG.info("Started service {} (process {})", name(), started.pid());
    }

    private void running(RunRecord current) {
        run = Optional.of(current);
        startedAt = nanoTime.getAsLong();
        phase = Phase.RUNNING;
    }

    private void unstartable(IOException e) {
        LOG.error("Service {} cannot be started: {}", name(), e.getMessage());
        phase = Phase.UNSTARTABLE;
        scheduleNextStart();
    }

    private void scheduleNextStart() {
        nextStartAt = nanoTime.getAsLong() + pause.toNanos();
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
