package no.itagenten.fleet.fleetd.access;

/** Who calls, and as what. */
public record Principal(String name, Role role) {}
