package no.itagenten.fleet.fleetctl.command;

import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.Download;
import no.itagenten.fleet.fleetctl.follow.Report;
import no.itagenten.fleet.fleetctl.follow.Titles;
import no.itagenten.fleet.fleetctl.follow.WaitOptions;
import no.itagenten.fleet.fleetctl.follow.Waiting;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.invocation.PathConverter;
import no.itagenten.fleet.fleetctl.io.WholeFile;
import no.itagenten.fleet.fleetctl.output.Bytes;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.rest.BundleRequest;
import no.itagenten.fleet.protocol.rest.CommandAccepted;
import no.itagenten.fleet.protocol.rest.CommandType;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl bundle}: has a device gather what somebody who helps needs to see, and saves it. */
@Command
public final class Bundle extends FleetCommand {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What {@code -o json} prints. */
    record Saved(
            String file,
            long bytes,
            String sha256,
            @SerializedName("command_id") CommandId commandId) {}

    @Parameters(index = "0", paramLabel = "DEVICE", description = "Id, name, or the beginning of either.")
    private String device;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            arity = "0..1",
            converter = PathConverter.class,
            description = "Where to put it (default: bundle-DEVICE-TIME.tar.gz in this folder); - for standard output.")
    private Path file;

    @Option(names = "--force", description = "Replace FILE if it is there.")
    private boolean force;

    @Option(
            names = "--command",
            paramLabel = "ID",
            converter = Converters.OfCommandId.class,
            description = "Fetch what this earlier command gathers, instead of gathering anew.")
    private CommandId earlier;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            converter = Converters.OfDuration.class,
            description = "The device must be done with it in this time (default: 15m).")
    private Duration deadline;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        BundleRequest request = new BundleRequest(Optional.empty(), deadlineSeconds());
        DeviceView found = DeviceFinder.of(invocation.client()).find(device);
        Optional<WholeFile> target = target(invocation, found);
        if (earlier == null && wait.async()) {
            print(invocation, invocation.client().bundle(found.id(), request));
            return ExitCode.DONE;
        }
        CommandId command = earlier == null
                ? invocation.client().bundle(found.id(), request).commandId()
                : requireBundle(invocation, found);
        ExitCode code = await(invocation, found, command);
        if (code == ExitCode.DONE) {
            save(invocation, found, command, target);
        }
        return code;
    }

    private Optional<Long> deadlineSeconds() {
        try {
            return Optional.ofNullable(deadline)
                    .map(CommandTerms::requireDeadline)
                    .map(Duration::toSeconds);
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--deadline: " + e.getMessage(), "Without it the device has 15 minutes.");
        }
    }

    /** Where it goes, judged before the device is bothered; empty for standard output. */
    private Optional<WholeFile> target(Invocation invocation, DeviceView found) {
        if (file != null && file.toString().equals("-")) {
            invocation.requireForData("a bundle", output);
            return Optional.empty();
        }
        String name =
                "bundle-" + found.id() + "-" + TIME.format(invocation.clock().instant()) + ".tar.gz";
        return Optional.of(new WholeFile(file == null ? Path.of(name) : file, force));
    }

    private void print(Invocation invocation, CommandAccepted accepted) {
        if (output.forPrograms()) {
            invocation.printMany(
                    output, Kind.COMMAND, List.of(invocation.client().command(accepted.commandId())));
        } else {
            invocation.print(accepted.commandId() + "\n");
        }
    }

    private CommandId requireBundle(Invocation invocation, DeviceView found) {
        CommandView view = invocation.client().command(earlier);
        if (view.type() != CommandType.BUNDLE || !view.deviceId().equals(found.id())) {
            throw Problem.usage(
                    "command " + earlier + " asked for no bundle of " + DeviceFinder.title(found),
                    "Leave --command out to gather one now.");
        }
        return earlier;
    }

    private ExitCode await(Invocation invocation, DeviceView found, CommandId command) {
        Titles titles = new Titles(List.of(found));
        List<CommandView> ended = new Waiting(invocation).await(List.of(command), wait.timeout());
        ExitCode code = new Report(invocation, titles).tell(ended);
        if (code == ExitCode.PENDING) {
            invocation.say("  Fetch it then with: fleetctl bundle " + found.id() + " --command " + command);
        }
        return code;
    }

    private void save(Invocation invocation, DeviceView found, CommandId command, Optional<WholeFile> target) {
        long[] bytes = {0};
        try (Download download = invocation.client().bundleOf(command)) {
            if (target.isPresent()) {
                target.get().write(out -> bytes[0] = download.copyTo(out));
            } else {
                bytes[0] = download.copyTo(invocation.console().data());
                invocation.console().finishData();
            }
            Optional<Path> path = target.map(WholeFile::path);
            if (output.forPrograms()) {
                invocation.printOne(
                        output,
                        Kind.BUNDLE,
                        new Saved(path.orElseThrow().toString(), bytes[0], download.sha256(), command));
            } else {
                path.ifPresent(name -> invocation.print(name + "\n"));
                invocation.say("Saved " + Bytes.of(bytes[0]) + " of " + DeviceFinder.title(found)
                        + ". Secrets were taken out as far as they can be told; look before you pass it on.");
            }
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "the bundle could not be passed on", "", e);
        }
    }
}
