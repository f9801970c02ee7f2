package no.itagenten.fleet.fleetctl.command;

import java.util.List;
import no.itagenten.fleet.fleetctl.context.Target;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.AccessPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sheet;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl whoami}: whom the server takes us for. */
@Command
public final class Whoami extends FleetCommand {

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        Target target = invocation.target();
        no.itagenten.fleet.protocol.rest.Whoami whoami =
                invocation.clientOf(target).whoami();
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.IDENTITY, whoami);
        } else {
            invocation.print(new Sheet()
                    .field("Name", whoami.name())
                    .field("Role", whoami.role())
                    .field(
                            "Reach",
                            AccessPrinter.reach(
                                    whoami.venues().orElse(List.of()),
                                    whoami.tags().orElse(List.of())))
                    .field(
                            "May",
                            whoami.may()
                                    .filter(types -> !types.isEmpty())
                                    .map(types -> "only " + String.join(", ", types))
                                    .orElse("all that the role may"))
                    .field("Server", target.endpoint().url())
                    .field("Context", target.name().orElse("(none)"))
                    .render(invocation.outPaint()));
        }
        return ExitCode.DONE;
    }
}
