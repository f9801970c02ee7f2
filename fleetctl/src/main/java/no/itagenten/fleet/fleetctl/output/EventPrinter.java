package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import no.itagenten.fleet.fleetctl.client.ServerEvent;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Events as lines. */
public final class EventPrinter {

    private final Times times;
    private final Paint paint;

    /** A printer that tells times by this clock. */
    public EventPrinter(Times times, Paint paint) {
        this.times = times;
        this.paint = paint;
    }

    /** An event for programs; its data as the server sent it. */
    public Map<String, Object> item(ServerEvent event) {
        JsonElement data;
        try {
            data = WireJson.decode(event.data(), JsonElement.class);
        } catch (ProtocolException e) {
            data = JsonNull.INSTANCE;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event.type());
        line.put("id", event.id());
        line.put("data", data);
        return line;
    }

    /** A device changed. */
    public String device(DeviceView device) {
        Cell status = DeviceCells.status(device.status());
        String figures = "cpu " + DeviceCells.percent(device.cpuPercent()).text()
                + "  mem " + DeviceCells.percent(device.memoryPercent()).text()
                + "  disk " + DeviceCells.percent(device.diskPercent()).text();
        String name = device.name().equals(device.id().value()) ? "" : " " + Sanitizer.line(device.name());
        return line(
                "device",
                device.id() + name + "  " + status.tone().paint(status.text(), paint) + "  " + figures
                        + (device.duplicateKey().isPresent()
                                ? "  " + paint.red("✘ key used by several machines")
                                : ""));
    }

    /** A command changed. */
    public String command(CommandView command) {
        Cell state = CommandPrinter.state(command.state());
        String step = command.reason()
                .or(command::phase)
                .map(text -> " (" + Sanitizer.line(text) + ")")
                .orElse("");
        return line(
                "command",
                command.deviceId() + "  " + CommandPrinter.what(command) + "  "
                        + state.tone().paint(state.text(), paint) + step + "  "
                        + paint.dim(command.id().value()));
    }

    /** A device is gone. */
    public String removed(String id) {
        return line("removed", Sanitizer.line(id));
    }

    private String line(String kind, String text) {
        return paint.dim(times.now()) + " " + String.format(Locale.ROOT, "%-8s", kind) + text + "\n";
    }
}
