package no.itagenten.fleet.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import no.itagenten.fleet.agent.gate.Gate;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.probe.FactsWatch;
import no.itagenten.fleet.agent.probe.LocalAddress;
import no.itagenten.fleet.agent.probe.MetricsProbe;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.ServiceState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.ServiceStatus;
import no.itagenten.fleet.protocol.Status;
import no.itagenten.fleet.protocol.SystemMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers how the device fares, on a thread of its own: a disk or a service manager that hangs must not keep heartbeats from being
 * sent. A request that comes while the one before is still at work is dropped.
 */
final class StatusReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);

    private final DeviceId device;
    private final Supplier<MetricsProbe> metricsSource;
    private final FactsWatch facts;
    private final LocalAddress address;
    private final ApplicationVersion version;
    private final ServiceManager services;
    private final List<String> serviceNames;
    private final Supplier<Map<String, Instant>> blockedCommits;
    private final Gate gate;
    private final Consumer<DeviceMessage> uplink;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            0, 1, 90, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> new Thread(task, "status"));
    private Optional<MetricsProbe> metrics = Optional.empty();

    /** @param metricsSource asked once, on the worker's thread, because making it takes a while */
    StatusReporter(
            DeviceId device,
            Supplier<MetricsProbe> metricsSource,
            FactsWatch facts,
            LocalAddress address,
            ApplicationVersion version,
            ServiceManager services,
            List<String> serviceNames,
            Supplier<Map<String, Instant>> blockedCommits,
            Gate gate,
            Consumer<DeviceMessage> uplink) {
        this.device = device;
        this.metricsSource = metricsSource;
        this.facts = facts;
        this.address = address;
        this.version = version;
        this.services = services;
        this.serviceNames = List.copyOf(serviceNames);
        this.blockedCommits = blockedCommits;
        this.gate = gate;
        this.uplink = uplink;
    }

    /** Looks at the machine for the first time, so that the first status can tell the load since then. */
    void prepare() {
        submit(() -> {
            facts.look();
            sample();
        });
    }

    /** Has a status gathered and sent, soon. */
    void request() {
        submit(this::report);
    }

    private void submit(Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The status before is still being gathered");
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private void report() {
        try {
            facts.look();
            uplink.accept(new Status(
                    device,
                    version.current(),
                    address.find(),
                    Optional.of(sample()),
                    Optional.of(serviceStates()),
                    facts.news(),
                    Optional.of(blockedCommits.get()),
                    Optional.of(gate.busyState()),
                    Optional.of(gate.policyRevision())));
        } catch (InterruptedException e) {
            LOG.debug("The status is not finished, the agent stops");
        } catch (RuntimeException e) {
            LOG.error("The status cannot be gathered", e);
        }
    }

    private SystemMetrics sample() {
        if (metrics.isEmpty()) {
            metrics = Optional.of(metricsSource.get());
        }
        return metrics.get().sample();
    }

    private List<ServiceStatus> serviceStates() throws InterruptedException {
        try {
            List<ServiceStatus> states = new ArrayList<>();
            for (ServiceState state : services.states(serviceNames)) {
                states.add(new ServiceStatus(state.name(), state.active()));
            }
            return states;
        } catch (ServiceException e) {
            LOG.warn("The services' states are unknown: {}", e.getMessage());
            return serviceNames.stream()
                    .map(name -> new ServiceStatus(name, "unknown"))
                    .toList();
        }
    }
}
