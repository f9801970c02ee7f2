package no.itagenten.fleet.fleetctl.shell;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.output.DisplayWidth;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;

/**
 * The prompt: {@code r58 kari@demo 3/4 [kirke-1] ❯}, with the user, the context, how many of the devices are online, and what {@code
 * use} has chosen.
 */
final class ShellPrompt {

    private static final int LONGEST_PART = 24;

    private final FleetView fleet;
    private final ChosenDevices chosen;
    private final Paint paint;
    private final boolean dumb;

    ShellPrompt(FleetView fleet, ChosenDevices chosen, Paint paint, boolean dumb) {
        this.fleet = fleet;
        this.chosen = chosen;
        this.paint = paint;
        this.dumb = dumb;
    }

    String text() {
        StringBuilder prompt = new StringBuilder(paint.bold("r58"));
        Optional<String> title = fleet.title();
        if (title.isEmpty()) {
            prompt.append(' ').append(paint.amber("(not logged in)"));
        } else {
            String user = fleet.user().map(name -> part(name) + "@").orElse("");
            prompt.append(' ').append(paint.cyan(user + part(title.get())));
            prompt.append(' ').append(fleet.devices().map(this::count).orElseGet(() -> paint.amber("?")));
        }
        chosen.title().ifPresent(name -> prompt.append(' ').append(paint.bold("[" + part(name) + "]")));
        prompt.append(' ').append(dumb ? ">" : "❯").append(' ');
        return prompt.toString().replace("%", "%%"); // JLine reads it as a pattern
    }

    private static String part(String text) {
        return DisplayWidth.fit(Sanitizer.line(text), LONGEST_PART);
    }

    private String count(List<DeviceView> devices) {
        long online = devices.stream()
                .filter(device -> device.status() == DeviceStatus.ONLINE)
                .count();
        String count = online + "/" + devices.size();
        return online == devices.size() ? paint.green(count) : paint.amber(count);
    }
}
