package no.itagenten.fleet.fleetd.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import no.itagenten.fleet.fleetd.audit.AuditTrail;
import no.itagenten.fleet.fleetd.bundle.Bundles;
import no.itagenten.fleet.fleetd.command.CommandRules;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.fleetd.enrollment.MachineWatch;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.fleetd.fleet.KeyRotation;
import no.itagenten.fleet.fleetd.log.LogService;
import no.itagenten.fleet.fleetd.log.LogService.Retention;
import no.itagenten.fleet.fleetd.metric.MetricService;
import no.itagenten.fleet.fleetd.policy.Policies;
import no.itagenten.fleet.fleetd.release.AgentReleases;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlAuditStore;
import no.itagenten.fleet.fleetd.store.SqlCommandStore;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.store.SqlEnrollmentStore;
import no.itagenten.fleet.fleetd.store.SqlLogStore;
import no.itagenten.fleet.fleetd.store.SqlMetricStore;
import no.itagenten.fleet.fleetd.store.SqlPolicyStore;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.DeviceMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageRouterTest {

    @Test
    void everyMessageADeviceMaySendHasARoute(@TempDir Path data) throws IOException {
        AdjustableClock clock = new AdjustableClock();
        SessionRegistry sessions = new SessionRegistry();
        try (Database database = Database.open(data)) {
            DeviceRegistry devices = new DeviceRegistry(new SqlDeviceStore(database), sessions, clock, 10);
            CommandService commands = new CommandService(
                    new SqlCommandStore(database),
                    sessions,
                    new EventHub("test"),
                    CommandRules.DEFAULT,
                    clock,
                    new ClockJumps(clock, clock::nanoTime));
            MessageRouter router = new MessageRouter(
                    devices,
                    new Policies(new SqlPolicyStore(database), devices, sessions, clock),
                    commands,
                    new Bundles(data.resolve("bundles"), commands, new ClockJumps(clock, clock::nanoTime)),
                    new LogService(
                            new SqlLogStore(database),
                            Retention.DEFAULT,
                            clock,
                            new ClockJumps(clock, clock::nanoTime)),
                    new MetricService(new SqlMetricStore(database), clock, new ClockJumps(clock, clock::nanoTime)),
                    new AgentReleases(data.resolve("agent-releases"), clock),
                    new MachineWatch(new SqlEnrollmentStore(database), devices, clock),
                    new KeyRotation(
                            "server", commands, new Enrollment(new SqlEnrollmentStore(database), devices, clock)),
                    new DeviceAudit(new AuditTrail(new SqlAuditStore(database), clock, clock::nanoTime)),
                    clock);

            assertThat(Arrays.asList(DeviceMessage.class.getPermittedSubclasses()))
                    .isNotEmpty()
                    .allMatch(router::routes);
        }
    }
}
