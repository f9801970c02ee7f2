package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.AccessPrinter;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.UserPatch;
import no.itagenten.fleet.protocol.rest.UserView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl user role}: what somebody may do, and where. Without a word about where, that stays as it is. */
@Command
public final class UserRole extends FleetCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "The user's name, as fleetctl user list shows it.")
    private String name;

    @Parameters(index = "1", paramLabel = "ROLE", description = "viewer, operator or admin.")
    private AccessRole role;

    @Mixin
    private AccessLimits limits;

    @Option(names = "--everywhere", description = "Reach the whole fleet, instead of some venues and tags.")
    private boolean everywhere;

    @Override
    public ExitCode run(Invocation invocation) {
        if (everywhere && limits.given()) {
            throw Problem.usage("--everywhere and --venue or --tag contradict each other", "Give one of them.");
        }
        boolean reach = everywhere || limits.given();
        UserView user = invocation
                .client()
                .changeUser(
                        name,
                        new UserPatch(
                                Optional.of(role.wireName()),
                                reach ? Optional.of(limits.venues().orElse(List.of())) : Optional.empty(),
                                reach ? Optional.of(limits.tags().orElse(List.of())) : Optional.empty(),
                                Optional.empty()));
        invocation.say(Sanitizer.line(user.name()) + " is " + Sanitizer.line(user.role()) + " of "
                + AccessPrinter.reach(user.venues(), user.tags()) + ", from now on.");
        return ExitCode.DONE;
    }
}
