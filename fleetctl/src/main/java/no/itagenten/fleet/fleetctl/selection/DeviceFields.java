package no.itagenten.fleet.fleetctl.selection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.output.HeldCells;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** What {@code --field-selector} goes by: the fields of a device under the names that JSON gives them. */
final class DeviceFields {

    static final String STATUS = "status";

    static final List<String> KEYS = List.of(
            "id",
            "name",
            STATUS,
            "version",
            "agent_version",
            "hostname",
            "model",
            "os",
            "kernel",
            "arch",
            "ip_address",
            "time_zone",
            "enrolled",
            "locked",
            "on_air");

    private DeviceFields() {}

    /** As it stands in {@link #KEYS}: hyphens do for underscores. */
    static String canonical(String key) {
        return key.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** What a device has in this field. */
    static List<String> of(DeviceView device, String field) {
        return switch (canonical(field)) {
            case "id" -> List.of(device.id().value());
            case "name" -> List.of(device.name());
            case STATUS -> List.of(device.status().name().toLowerCase(Locale.ROOT));
            case "version" -> list(device.version());
            case "agent_version" -> list(device.agentVersion());
            case "hostname" -> list(device.hostname());
            case "model" -> list(device.model());
            case "os" -> list(device.os());
            case "kernel" -> list(device.kernel());
            case "arch" -> list(device.arch());
            case "ip_address" -> list(device.ipAddress());
            case "time_zone" -> list(device.timeZone());
            case "enrolled" -> List.of(Boolean.toString(device.enrolled()));
            case "locked" -> List.of(Boolean.toString(device.lock().isPresent()));
            case "on_air" -> List.of(Boolean.toString(HeldCells.isOnAir(device)));
            default -> List.of();
        };
    }

    /** The only values that a field can have; empty where anything goes. */
    static List<String> valuesOf(String field) {
        return switch (canonical(field)) {
            case STATUS ->
                List.of(DeviceStatus.values()).stream()
                        .map(status -> status.name().toLowerCase(Locale.ROOT))
                        .toList();
            case "enrolled", "locked", "on_air" -> List.of("true", "false");
            default -> List.of();
        };
    }

    private static List<String> list(Optional<String> value) {
        return value.filter(text -> !text.isEmpty()).stream().toList();
    }
}
