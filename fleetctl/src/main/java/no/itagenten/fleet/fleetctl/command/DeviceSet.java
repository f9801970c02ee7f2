package no.itagenten.fleet.fleetctl.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.DevicePrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Targets;
import no.itagenten.fleet.protocol.rest.DevicePatch;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl device set}: where a device stands and what marks it. */
@Command
public final class DeviceSet extends FleetCommand {

    @Mixin
    private Targets targets;

    @Option(names = "--name", paramLabel = "NAME", description = "What people shall call it.")
    private String name;

    @Option(names = "--venue", paramLabel = "VENUE", description = "Where it stands; empty for nowhere.")
    private String venue;

    @Option(names = "--tags", paramLabel = "TAG", split = ",", description = "The whole new set of tags, by comma.")
    private List<String> tags;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "In which its maintenance windows are meant, such as Europe/Oslo; empty for UTC.")
    private String timeZone;

    @Option(names = "--add-tag", paramLabel = "TAG", description = "One more tag; may be repeated.")
    private List<String> added = List.of();

    @Option(names = "--remove-tag", paramLabel = "TAG", description = "One tag less; may be repeated.")
    private List<String> removed = List.of();

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        boolean changesTags = tags != null || !added.isEmpty() || !removed.isEmpty();
        if (name == null && venue == null && timeZone == null && !changesTags) {
            throw Problem.usage(
                    "there is nothing to set", "Say --name, --venue, --time-zone, --tags, --add-tag or --remove-tag.");
        }
        Optional<List<DeviceView>> found = targets.settle(invocation, "Change");
        if (found.isEmpty()) {
            return ExitCode.DONE;
        }
        if (name != null && found.get().size() > 1) {
            throw Problem.usage("--name cannot be the name of " + found.get().size() + " devices", "Name one DEVICE.");
        }
        List<DeviceView> changed = new ArrayList<>();
        for (DeviceView device : found.get()) {
            changed.add(invocation.client().change(device.id(), patch(device, changesTags)));
        }
        print(invocation, changed);
        return ExitCode.DONE;
    }

    private DevicePatch patch(DeviceView device, boolean changesTags) {
        return new DevicePatch(
                Optional.ofNullable(name),
                Optional.ofNullable(venue),
                changesTags ? Optional.of(newTags(device)) : Optional.empty(),
                Optional.ofNullable(timeZone));
    }

    private void print(Invocation invocation, List<DeviceView> changed) {
        DevicePrinter printer = new DevicePrinter(invocation.times());
        if (output.forPrograms()) {
            invocation.printMany(output, Kind.DEVICE, changed);
        } else if (changed.size() > 1) {
            invocation.print(printer.table(changed));
        } else {
            invocation.print(printer.sheet(changed.get(0)).render(invocation.outPaint()));
        }
    }

    private List<String> newTags(DeviceView found) {
        Set<String> result = new LinkedHashSet<>(tags == null ? found.tags() : tags);
        result.remove(""); // --tags= takes all away
        result.addAll(added);
        result.removeAll(removed);
        return List.copyOf(result);
    }
}
