package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.AccessPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.UserRequest;
import no.itagenten.fleet.protocol.rest.UserView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl user add}: lets somebody log in with a name and a password. */
@Command
public final class UserAdd extends FleetCommand {

    @Parameters(paramLabel = "NAME", description = "What the user logs in as, in small letters.")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "viewer (looks), operator (gives commands) or admin (decides who may do what).")
    private AccessRole role;

    @Mixin
    private AccessLimits limits;

    @Mixin
    private NewPassword password;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        UserView added = invocation
                .client()
                .addUser(new UserRequest(
                        name, role.wireName(), limits.venues(), limits.tags(), password.ask(invocation, name)));
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.USER, added);
            return ExitCode.DONE;
        }
        invocation.say("Added " + Sanitizer.line(added.name()) + ", " + Sanitizer.line(added.role()) + " of "
                + AccessPrinter.reach(added.venues(), added.tags())
                + ". They log in with: fleetctl login --user " + Sanitizer.line(added.name()));
        return ExitCode.DONE;
    }
}
