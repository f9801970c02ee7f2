package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.protocol.ServiceAction;
import picocli.CommandLine.Command;

/** {@code fleetctl service status}: how a service is, and what it wrote last. */
@Command
public final class ServiceStatus extends OneService {

    public ServiceStatus() {
        super(ServiceAction.STATUS);
    }
}
