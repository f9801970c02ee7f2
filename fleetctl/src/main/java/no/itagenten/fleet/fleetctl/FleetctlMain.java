package no.itagenten.fleet.fleetctl;

import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.Surroundings;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.io.ConsolePrompter;
import no.itagenten.fleet.fleetctl.io.Environment;
import no.itagenten.fleet.fleetctl.io.LocalClock;
import no.itagenten.fleet.fleetctl.problem.ExitCode;

/** The program's entry: turns arguments into a run and a run into an exit code. */
public final class FleetctlMain {

    private FleetctlMain() {}

    /** Runs one command and ends the process. */
    public static void main(String[] args) {
        Environment environment = Environment.ofProcess();
        Console console = Console.standard(environment);
        Cancellation cancellation = new Cancellation();
        // On Ctrl-C Java runs this and ends with 130 by itself; at our own exit there is nothing registered any more.
        Runtime.getRuntime().addShutdownHook(new Thread(cancellation::cancel, "interrupted"));
        Surroundings surroundings = new Surroundings(
                environment,
                console,
                new ConsolePrompter(console, cancellation),
                cancellation,
                new LocalClock(),
                false);
        ExitCode code = new Dispatcher(new CommandCatalog()).run(List.of(args), surroundings);
        System.exit(code.number());
    }
}
