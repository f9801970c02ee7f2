package no.itagenten.fleet.fleetctl.invocation;

import java.util.List;
import java.util.function.Function;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Table;

/**
 * How a list is shown.
 *
 * @param table for people
 * @param hint what is said when there is nothing in it
 */
public record Listing<T>(Kind kind, Function<List<T>, Table> table, String hint) {}
