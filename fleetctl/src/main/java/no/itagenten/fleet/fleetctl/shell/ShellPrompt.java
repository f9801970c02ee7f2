package no.itagenten.fleet.fleetctl.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** How long each name in it may be: as long as leaves room to type. */
    private static final List<Integer> LONGEST = List.of(24, 16, 10);

    private static final int LEAST = 6;

    /** Cells of what is no name: spaces, the count and the sign. */
    private static final int AROUND = 14;

    private final FleetView fleet;
    private final ChosenDevices chosen;
    private final Paint paint;
    private final boolean dumb;
    private final IntSupplier columns;

    ShellPrompt(FleetView fleet, ChosenDevices chosen, Paint paint, boolean dumb, IntSupplier columns) {
        this.fleet = fleet;
        this.chosen = chosen;
        this.paint = paint;
        this.dumb = dumb;
        this.columns = columns;
    }

    String text() {
        Optional<String> title = fleet.title();
        Optional<String> user = title.isEmpty() ? Optional.empty() : fleet.user();
        String count = title.isEmpty()
                ? paint.amber("(not logged in)")
                : fleet.devices().map(this::count).orElseGet(() -> paint.amber("?"));
        int room = Math.max(1, columns.getAsInt()) * 3 / 5;
        int longest = LONGEST.stream()
                .filter(length -> DisplayWidth.of(names(title, user, length) + device(length)) + AROUND <= room)
                .findFirst()
                .orElse(LEAST);
        String names = names(title, user, longest);
        String device = device(longest);
        String prompt = Stream.of(
                        paint.bold("r58"),
                        names.isEmpty() ? "" : paint.cyan(names),
                        count,
                        device.isEmpty() ? "" : paint.bold(device),
                        dumb ? ">" : "❯")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ", "", " "));
        return prompt.replace("%", "%%"); // JLine reads it as a pattern
    }

    private static String names(Optional<String> title, Optional<String> user, int longest) {
        return user.map(name -> part(name, longest) + "@").orElse("")
                + title.map(name -> part(name, longest)).orElse("");
    }

    private String device(int longest) {
        return chosen.title().map(name -> "[" + part(name, longest) + "]").orElse("");
    }

    private static String part(String text, int longest) {
        return DisplayWidth.fit(Sanitizer.line(text), longest);
    }

    private String count(List<DeviceView> devices) {
        long online = devices.stream()
                .filter(device -> device.status() == DeviceStatus.ONLINE)
                .count();
        String count = online + "/" + devices.size();
        return online == devices.size() ? paint.green(count) : paint.amber(count);
    }
}
