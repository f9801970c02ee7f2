package no.itagenten.fleet.fleetctl.command;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.context.Target;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.Browser;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl open}: the dashboard's address, and the dashboard itself where there is a browser to show it. */
@Command
public final class Open extends FleetCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "DEVICE",
            description = "At this device: id, name, or the beginning of either.")
    private String device;

    @Option(names = "--print", description = "Only print the address.")
    private boolean print;

    @Override
    public ExitCode run(Invocation invocation) {
        Target target = invocation.target();
        String place = device == null
                ? ""
                : "#/devices/"
                        + DeviceFinder.of(invocation.client()).find(device).id();
        String address = target.endpoint().url() + "/" + place;
        invocation.print(address + "\n");
        Optional<Browser> browser = print || !invocation.console().terminal().output()
                ? Optional.empty()
                : Browser.of(invocation.surroundings().environment());
        browser.filter(program -> !program.show(address))
                .ifPresent(program -> invocation.say("No browser could be started (" + program.name() + ")."));
        return ExitCode.DONE;
    }
}
