package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.WaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Confirmation;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.selection.Expiry;
import no.itagenten.fleet.protocol.Names;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.UpdateRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl update}: has the application brought to another version. */
@Command
public final class Update extends FleetCommand {

    @Parameters(arity = "1..*", paramLabel = "DEVICE", description = "Ids, names, or the beginning of either.")
    private List<String> devices;

    @ArgGroup(exclusive = true)
    private Version version = new Version();

    /** At most one of them; none for the branch the device is configured to follow. */
    private static final class Version {
        @Option(names = "--branch", paramLabel = "BRANCH", description = "To the newest commit of this branch.")
        private String branch;

        @Option(names = "--tag", paramLabel = "TAG", description = "To this tag.")
        private String tag;

        @Option(names = "--commit", paramLabel = "COMMIT", description = "To this commit.")
        private String commit;
    }

    @Mixin
    private WaitOptions wait;

    @Mixin
    private Expiry expiry;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        UpdateRequest request = request();
        List<DeviceView> found = DeviceFinder.of(invocation.client()).findAll(devices);
        if (found.size() > 1) {
            confirmation.require(invocation, "Update " + found.size() + " devices?");
        }
        return new Action(invocation, output)
                .perform(found, device -> invocation.client().update(device, request), wait);
    }

    private UpdateRequest request() {
        try {
            return new UpdateRequest(
                    Optional.ofNullable(version.branch).map(Names::requireRef),
                    Optional.ofNullable(version.tag).map(Names::requireRef),
                    Optional.ofNullable(version.commit).map(Names::requireCommit),
                    expiry.seconds());
        } catch (IllegalArgumentException e) {
            throw Problem.usage(
                    e.getMessage(), "Without --branch, --tag and --commit the device follows its own branch.");
        }
    }
}
