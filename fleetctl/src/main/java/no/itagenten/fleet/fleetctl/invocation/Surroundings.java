package no.itagenten.fleet.fleetctl.invocation;

import java.time.Clock;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.io.Environment;
import no.itagenten.fleet.fleetctl.io.Prompter;

/**
 * Everything outside the program that a command may touch, so that a test, or the shell, can give it another.
 *
 * @param clock tells the time, and the zone in which people read it
 * @param interactive whether the command runs in the shell
 */
public record Surroundings(
        Environment environment,
        Console console,
        Prompter prompter,
        Cancellation cancellation,
        Clock clock,
        boolean interactive) {}
