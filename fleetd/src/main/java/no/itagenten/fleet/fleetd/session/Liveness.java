package no.itagenten.fleet.fleetd.session;

import java.time.Duration;
import java.util.function.LongSupplier;
import no.itagenten.fleet.fleetd.device.DeviceConfig;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.protocol.ConfigKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pings every device, and gives up those that have fallen silent. Both are called by a clock. */
public final class Liveness {

    private static final Logger log = LoggerFactory.getLogger(Liveness.class);

    private final SessionRegistry sessions;
    private final DeviceRegistry devices;
    private final LongSupplier nanoTime;

    public Liveness(SessionRegistry sessions, DeviceRegistry devices, LongSupplier nanoTime) {
        this.sessions = sessions;
        this.devices = devices;
        this.nanoTime = nanoTime;
    }

    /** Pings every device; called every 15 seconds. */
    public void ping() {
        sessions.all().forEach(DeviceSession::ping);
    }

    /** Aborts the connection of every device that has been silent for too long; called every second. */
    public void sweep() {
        long now = nanoTime.getAsLong();
        for (DeviceSession session : sessions.all()) {
            if (session.isDead(now, heartbeat(session))) {
                log.info("Device {} has fallen silent: connection aborted", session.device());
                session.abort();
            }
        }
    }

    private Duration heartbeat(DeviceSession session) {
        String seconds = devices.find(session.device())
                .flatMap(device -> device.config().report())
                .map(DeviceConfig.Report::values)
                .map(values -> values.get(ConfigKey.HEARTBEAT_INTERVAL.wireName()))
                .orElse(ConfigKey.HEARTBEAT_INTERVAL.defaultValue());
        try {
            return Duration.ofSeconds(Long.parseLong(ConfigKey.HEARTBEAT_INTERVAL.parse(seconds)));
        } catch (IllegalArgumentException e) {
            return Duration.ofSeconds(30); // a report is the device's word; it need not make sense
        }
    }
}
