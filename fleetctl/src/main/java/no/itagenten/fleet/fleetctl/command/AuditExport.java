package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.audit.ServersAudit;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Json;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;

/** {@code fleetctl audit export}: the whole audit log, oldest first, one entry of JSON a line, for whoever checks it elsewhere. */
@Command
public final class AuditExport extends FleetCommand {

    @Override
    public ExitCode run(Invocation invocation) {
        new ServersAudit(invocation.client()).forEach(entry -> {
            invocation.print(Json.render(entry, false));
            return true;
        });
        return ExitCode.DONE;
    }
}
