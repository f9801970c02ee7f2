package no.itagenten.fleet.fleetd.oidc;

import java.time.Duration;
import no.itagenten.fleet.fleetd.access.VouchingRule;

/** As whom a trusted issuer's word lets somebody in. */
public sealed interface Vouching {

    /** How long the login lasts at most. */
    Duration atMost();

    /** As a user, if there is one of that name. */
    record User(VouchingRule rule, String name, Duration atMost) implements Vouching {}

    /** With the rights of a rule, under that name. */
    record Holder(VouchingRule rule, String name, Duration atMost) implements Vouching {}
}
