package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.output.AccessPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl token list}: the tokens of machines and of logins, without their secrets. */
@Command
public final class TokenList extends FleetCommand {

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.printList(
                output,
                Kind.ACCESS_TOKEN,
                invocation.client().accessTokens(),
                tokens -> new AccessPrinter(invocation.times(), invocation.clock()).tokens(tokens),
                "There are no tokens. Make one with: fleetctl token create --name ci --role operator");
        return ExitCode.DONE;
    }
}
