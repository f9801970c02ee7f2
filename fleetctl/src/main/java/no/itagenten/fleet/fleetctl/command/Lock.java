package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.HeldCells;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.selection.Targets;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LockRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl lock}: has devices left alone. */
@Command
public final class Lock extends FleetCommand {

    @Mixin
    private Targets targets;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for whoever finds it locked.")
    private String reason;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = Converters.OfDuration.class,
            description = "How long, such as 2h or 3d (default: until it is unlocked).")
    private Duration time;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        LockRequest request = request();
        Optional<List<DeviceView>> found = targets.settle(invocation, "Lock");
        if (found.isEmpty()) {
            return ExitCode.DONE;
        }
        List<DeviceView> locked = new ArrayList<>();
        for (DeviceView device : found.get()) {
            locked.add(invocation.client().lock(device.id(), request));
        }
        if (output.forPrograms()) {
            invocation.printMany(output, Kind.DEVICE, locked);
        } else {
            HeldCells held = new HeldCells(invocation.times());
            locked.forEach(device -> invocation.print(DeviceFinder.title(device) + " is "
                    + Sanitizer.line(held.lock(device).orElse("no longer locked")) + "\n"));
        }
        return ExitCode.DONE;
    }

    private LockRequest request() {
        if (reason.isBlank()) {
            throw Problem.usage("--reason is empty", "Say why, for whoever finds the device locked.");
        }
        Optional<Long> seconds = Optional.ofNullable(time).map(Duration::toSeconds);
        if (seconds.filter(length -> length < 1 || length > LockRequest.MOST_SECONDS)
                .isPresent()) {
            throw Problem.usage(
                    "--for is from 1s to " + LockRequest.MOST_SECONDS / 86_400 + "d",
                    "Without it the lock lasts until: fleetctl unlock DEVICE");
        }
        return new LockRequest(reason, seconds);
    }
}
