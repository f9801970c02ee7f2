package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.protocol.ServiceAction;
import picocli.CommandLine.Command;

/** {@code fleetctl service stop}: stops a service where it runs. */
@Command
public final class ServiceStop extends OneService {

    public ServiceStop() {
        super(ServiceAction.STOP);
    }
}
