package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.protocol.ServiceAction;
import picocli.CommandLine.Command;

/** {@code fleetctl service start}: starts a service where it does not run. */
@Command
public final class ServiceStart extends OneService {

    public ServiceStart() {
        super(ServiceAction.START);
    }
}
