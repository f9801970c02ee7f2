package no.itagenten.fleet.fleetctl.top;

import java.time.Clock;
import java.util.List;
import no.itagenten.fleet.fleetctl.output.Cell;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.fleetctl.status.Finding;
import no.itagenten.fleet.fleetctl.status.FleetStatus;
import no.itagenten.fleet.fleetctl.status.Severity;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** How a device is, in one sign: by presence and by what is wrong with it. */
final class Condition {

    private final Clock clock;

    Condition(Clock clock) {
        this.clock = clock;
    }

    /** What is wrong with it, the worst first; commands are not looked at. */
    List<Finding> problems(DeviceView device) {
        return FleetStatus.of(List.of(device), List.of(), List.of(), clock.instant())
                .problems();
    }

    /** {@code ●} well, {@code ▲} to be looked at, {@code ✘} bad, {@code ○} offline, {@code ◌} pending. */
    Cell symbol(DeviceView device) {
        return switch (device.status()) {
            case OFFLINE -> new Cell("○", Tone.BAD);
            case PENDING -> new Cell("◌", Tone.WARN);
            case ONLINE -> {
                List<Finding> problems = problems(device);
                if (problems.isEmpty()) {
                    yield new Cell("●", Tone.GOOD);
                }
                boolean critical = problems.get(0).severity() == Severity.CRITICAL;
                yield critical ? new Cell("✘", Tone.BAD) : new Cell("▲", Tone.WARN);
            }
        };
    }

    /** Online, offline or pending, without a sign. */
    static Cell presence(DeviceView device) {
        Tone tone = device.status() == DeviceStatus.ONLINE
                ? Tone.GOOD
                : device.status() == DeviceStatus.PENDING ? Tone.WARN : Tone.BAD;
        return new Cell(device.status().wireName(), tone);
    }
}
