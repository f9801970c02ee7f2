package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl audit head}: the end of the audit log, to be kept elsewhere. */
@Command
public final class AuditHead extends FleetCommand {

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        no.itagenten.fleet.protocol.rest.AuditHead head = invocation.client().auditHead();
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.AUDIT_HEAD, head);
        } else {
            invocation.print(Sanitizer.line(head.id() + " " + head.hash() + " " + head.at()) + "\n");
        }
        return ExitCode.DONE;
    }
}
