package no.itagenten.fleet.fleetd.access;

/**
 * A rule by which a trusted issuer's word is taken. What it says may change with each start of the server; a login by it is good as
 * long as there is one.
 *
 * @param issuer the address of the issuer whose rule it is
 */
public record VouchingRule(String issuer, String name) {}
