package no.itagenten.fleet.fleetd.event;

import java.util.Optional;
import no.itagenten.fleet.fleetd.device.Labels;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * Something changed.
 *
 * @param id for {@code Last-Event-ID}
 * @param json one line
 * @param about by which it is decided who is told; empty for what concerns the stream itself
 */
public record Event(String id, String name, String json, Optional<About> about) {

    /** What changed. */
    public sealed interface About {}

    /**
     * A device.
     *
     * @param before its labels as the event before told them; empty if there was none
     * @param now its labels; empty if it is gone
     */
    public record OfDevice(DeviceId device, Optional<Labels> before, Optional<Labels> now) implements About {}

    /** A command for that device. */
    public record OfCommand(DeviceId device) implements About {}

    /** Of the stream itself. */
    public Event(String id, String name, String json) {
        this(id, name, json, Optional.empty());
    }
}
