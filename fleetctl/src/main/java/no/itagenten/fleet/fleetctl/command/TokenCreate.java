package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.AccessPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.protocol.rest.AccessTokenRequest;
import no.itagenten.fleet.protocol.rest.AccessTokenView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl token create}: a token for a machine. Its secret is printed this once, alone on standard output. */
@Command
public final class TokenCreate extends FleetCommand {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            required = true,
            description = "What its calls go by, in small letters.")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "viewer (looks), operator (gives commands) or admin (decides who may do what).")
    private AccessRole role;

    @Mixin
    private AccessLimits limits;

    @Option(
            names = "--may",
            paramLabel = "COMMAND",
            split = ",",
            description = "The only commands an operator's token may give, such as update,restart.")
    private List<String> may;

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            converter = Converters.OfDuration.class,
            description = "How long it is good, such as 30d (default: 90d).")
    private Duration expires;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        AccessTokenView created = invocation
                .client()
                .createAccessToken(new AccessTokenRequest(
                        name,
                        role.wireName(),
                        limits.venues(),
                        limits.tags(),
                        Optional.ofNullable(may),
                        Optional.ofNullable(expires).map(Duration::toSeconds)));
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.ACCESS_TOKEN, created);
            return ExitCode.DONE;
        }
        invocation.print(Sanitizer.line(created.token().orElse("")) + "\n");
        invocation.say("Token " + Sanitizer.line(created.name()) + " (" + Sanitizer.line(created.id()) + "): "
                + Sanitizer.line(created.role()) + " of " + AccessPrinter.reach(created.venues(), created.tags())
                + (created.may().isEmpty() ? "" : ", may only " + Sanitizer.line(String.join(", ", created.may())))
                + created.expiresAt()
                        .map(at -> ", expires " + invocation.times().relative(at))
                        .orElse("")
                + ". It is not shown again.");
        return ExitCode.DONE;
    }
}
