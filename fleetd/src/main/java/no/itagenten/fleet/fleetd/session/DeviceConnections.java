package no.itagenten.fleet.fleetd.session;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import no.itagenten.fleet.fleetd.audit.AuditTrail;
import no.itagenten.fleet.fleetd.bundle.Bundles;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.enrollment.DeviceAuthenticator;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.fleetd.enrollment.MachineWatch;
import no.itagenten.fleet.fleetd.fleet.KeyRotation;
import no.itagenten.fleet.fleetd.log.LogService;
import no.itagenten.fleet.fleetd.metric.MetricService;
import no.itagenten.fleet.fleetd.policy.Policies;
import no.itagenten.fleet.fleetd.release.AgentReleases;

/** Puts the parts of the device connection together. */
public final class DeviceConnections {

    private DeviceConnections() {}

    public static DeviceEndpoint endpoint(
            SessionRegistry sessions,
            DeviceRegistry devices,
            Policies policies,
            CommandService commands,
            Bundles bundles,
            LogService logs,
            MetricService metrics,
            AgentReleases releases,
            Enrollment enrollment,
            MachineWatch machines,
            KeyRotation rotation,
            DeviceAuthenticator authenticator,
            Executor workers,
            ScheduledExecutorService timer,
            Clock clock,
            LongSupplier nanoTime,
            boolean openEnrollment,
            AuditTrail trail) {
        DeviceAudit audit = new DeviceAudit(trail);
        MessageRouter router = new MessageRouter(
                devices, policies, commands, bundles, logs, metrics, releases, machines, rotation, audit, clock);
        return new DeviceEndpoint(
                sessions, devices, enrollment, authenticator, router, workers, timer, nanoTime, openEnrollment, audit);
    }
}
