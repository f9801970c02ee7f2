package no.itagenten.fleet.fleetctl.shell;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** The prompt: {@code r58 demo 3/4 ❯}, with the context and how many of the devices are online. */
final class ShellPrompt {

    private final FleetView fleet;
    private final Paint paint;
    private final boolean dumb;

    ShellPrompt(FleetView fleet, Paint paint, boolean dumb) {
        this.fleet = fleet;
        this.paint = paint;
        this.dumb = dumb;
    }

    String text() {
        StringBuilder prompt = new StringBuilder(paint.bold("r58"));
        Optional<String> title = fleet.title();
        if (title.isEmpty()) {
            prompt.append(' ').append(paint.amber("(not logged in)"));
        } else {
            prompt.append(' ').append(paint.cyan(Sanitizer.line(title.get())));
            prompt.append(' ').append(fleet.devices().map(this::count).orElseGet(() -> paint.amber("?")));
        }
        prompt.append(' ').append(dumb ? ">" : "❯").append(' ');
        return prompt.toString().replace("%", "%%"); // JLine reads it as a pattern
    }

    private String count(List<DeviceView> devices) {
        long online = devices.stream()
                .filter(device -> device.status() == DeviceStatus.ONLINE)
                .count();
        String count = online + "/" + devices.size();
        return online == devices.size() ? paint.green(count) : paint.amber(count);
    }
}
