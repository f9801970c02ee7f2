package no.itagenten.fleet.fleetctl.io;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The system's time, in the zone of this machine, which is looked up only when somebody asks for it: reading the table of all
 * zones costs a one-shot command more than its own work. Immutable.
 */
public final class LocalClock extends Clock {

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }
}
