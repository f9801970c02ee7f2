package no.itagenten.fleet.agent.service;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.agent.config.ServicesConfig;
import no.itagenten.fleet.agent.config.ServicesConfig.ServiceProgram;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.process.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Services as children of the agent, for machines without systemd. */
public final class ProcessServices implements ServiceManager {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessServices.class);
    private static final Duration CHECK_EVERY = Duration.ofMillis(500);
    private static final Duration EXIT_GRACE = Duration.ofSeconds(3);
    private static final int TAIL_BYTES = 8 * 1024;

    private final Map<String, SupervisedProcess> services = new LinkedHashMap<>();
    private final boolean keepOnExit;
    private final ScheduledExecutorService supervisor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "services"));

    /**
     * @param root the file system's root, for proc(5)
     * @param environment the agent's own, of which services get a few plain variables
     * @throws IOException if the state folder cannot be used
     */
    public ProcessServices(ServicesConfig config, Path stateDir, Path root, Map<String, String> environment)
            throws IOException {
        this.keepOnExit = config.keepOnExit();
        Path folder = stateDir.resolve("services");
        AtomicFile.createFolder(folder);
        ProcFiles proc = new ProcFiles(root);
        ServiceEnvironment serviceEnvironment = new ServiceEnvironment(environment, stateDir);
        for (ServiceProgram program : config.programs()) {
            RunFile runFile = new RunFile(folder.resolve(program.name() + ".json"));
            services.put(
                    program.name(),
                    new SupervisedProcess(program, runFile, proc, serviceEnvironment, System::nanoTime));
        }
    }

    /** Finds the services that run already, starts the others, and looks after all of them from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // check() throws nothing, and close() ends it
    public void start() {
        services.values().forEach(SupervisedProcess::adoptOrStart);
        if (!services.isEmpty()) {
            supervisor.scheduleWithFixedDelay(
                    this::check, CHECK_EVERY.toMillis(), CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public List<ServiceState> states(List<String> names) throws ServiceException {
        List<ServiceState> states = new ArrayList<>();
        for (String name : names) {
            states.add(service(name).state());
        }
        return List.copyOf(states);
    }

    @Override
    public void restart(String name) throws ServiceException, InterruptedException {
        service(name).restart();
    }

    @Override
    public void start(String name) throws ServiceException, InterruptedException {
        service(name).startUnlessRunning();
    }

    /** Until somebody starts it or the agent starts anew. */
    @Override
    public void stop(String name) throws ServiceException, InterruptedException {
        service(name).stop();
    }

    @Override
    public String recentOutput(String name) {
        Optional<Path> log = Optional.ofNullable(services.get(name)).flatMap(SupervisedProcess::log);
        if (log.isEmpty()) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.get().toFile(), "r")) {
            long start = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            return Printable.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "";
        }
    }

    /** Stops the services, all at once, unless they are to go on. Returns within about four seconds. */
    @Override
    public void close() {
        supervisor.shutdownNow();
        if (!keepOnExit) {
            services.values().parallelStream().forEach(ProcessServices::stop);
        }
    }

    private void check() {
        for (SupervisedProcess service : services.values()) {
            try {
                service.check();
            } catch (RuntimeException e) {
                LOG.error("Service {} could not be looked after", service.name(), e);
            }
        }
    }

    private SupervisedProcess service(String name) throws ServiceException {
        SupervisedProcess service = services.get(name);
        if (service == null) {
            throw new ServiceException("there is no service " + name);
        }
        return service;
    }

    private static void stop(SupervisedProcess service) {
        try {
            service.stop(EXIT_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
