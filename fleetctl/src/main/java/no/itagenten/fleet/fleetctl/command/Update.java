package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.follow.Action;
import no.itagenten.fleet.fleetctl.follow.FleetWaitOptions;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Confirmation;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.fleetctl.selection.DeviceSelection;
import no.itagenten.fleet.fleetctl.selection.Terms;
import no.itagenten.fleet.protocol.Names;
import no.itagenten.fleet.protocol.UpdateOptions;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.UpdateRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl update}: has the application brought to another version. */
@Command
public final class Update extends FleetCommand {

    /** Under this key a result says where the device put the changes that stood in the way. */
    private static final String SAVED = "local_changes_saved";

    @Mixin
    private DeviceSelection selection;

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

    @Option(
            names = "--force",
            description =
                    "Also if the device is there already or the commit is blocked; local changes are saved as a patch.")
    private boolean force;

    @Option(names = "--dry-run", description = "Only say what would be done: from which commit to which.")
    private boolean dryRun;

    @Option(names = "--allow-downgrade", description = "Also to a commit that the running version already contains.")
    private boolean allowDowngrade;

    @Option(
            names = "--verify-timeout",
            paramLabel = "DURATION",
            converter = Converters.OfDuration.class,
            description = "How long the new version may take to prove itself (default: the device's own, 2m).")
    private Duration verifyTimeout;

    @Mixin
    private FleetWaitOptions wait;

    @Mixin
    private Terms terms;

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        UpdateRequest request = request();
        List<DeviceView> found = selection.choose(invocation);
        if (!dryRun) {
            confirmation.requireForSeveral(invocation, "Update", found, selection.all());
        }
        return new Action(invocation, output)
                .perform(
                        found,
                        device -> invocation.client().update(device, request),
                        wait,
                        ended -> ended.forEach(command -> sayWhatWasSaved(invocation, command)));
    }

    private static void sayWhatWasSaved(Invocation invocation, CommandView command) {
        command.result()
                .map(result -> result.details().get(SAVED))
                .ifPresent(patch -> invocation.say("The local changes of " + command.deviceId()
                        + " are kept on the device: " + Sanitizer.line(patch)));
    }

    private UpdateRequest request() {
        try {
            return new UpdateRequest(
                    Optional.ofNullable(version.branch).map(Names::requireRef),
                    Optional.ofNullable(version.tag).map(Names::requireRef),
                    Optional.ofNullable(version.commit).map(Names::requireCommit),
                    asked(force),
                    asked(dryRun),
                    asked(allowDowngrade),
                    Optional.ofNullable(verifyTimeout)
                            .map(UpdateOptions::requireVerifyTimeout)
                            .map(Duration::toSeconds),
                    terms.expiresInSeconds(),
                    terms.deadlineSeconds(),
                    terms.acceptRisk());
        } catch (IllegalArgumentException e) {
            throw Problem.usage(
                    e.getMessage(), "Without --branch, --tag and --commit the device follows its own branch.");
        }
    }

    private static Optional<Boolean> asked(boolean flag) {
        return flag ? Optional.of(true) : Optional.empty();
    }
}
