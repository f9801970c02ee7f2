package no.itagenten.fleet.fleetd.http;

import java.util.Optional;
import no.itagenten.fleet.fleetd.access.Access;
import no.itagenten.fleet.fleetd.access.Login;
import no.itagenten.fleet.fleetd.audit.AuditScope;
import no.itagenten.fleet.fleetd.oidc.Vouching;
import no.itagenten.fleet.protocol.rest.LoginTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns an issuer's word into a login. */
final class VouchedLogins {

    private static final Logger log = LoggerFactory.getLogger(VouchedLogins.class);

    private final Access access;

    VouchedLogins(Access access) {
        this.access = access;
    }

    /** Empty if it is for a user, and there is none of that name who may log in. */
    Optional<LoginTokens> letIn(Vouching vouching) {
        if (vouching instanceof Vouching.User user) {
            return access.people().namedByIssuer(user.name()).map(person -> {
                tell(person.name());
                return access.logins().logIn(person, user.rule(), user.atMost());
            });
        }
        Vouching.Holder holder = (Vouching.Holder) vouching;
        tell(holder.name());
        return Optional.of(access.logins().logIn(new Login.Vouched(holder.rule(), holder.name()), holder.atMost()));
    }

    private static void tell(String name) {
        AuditScope.by(name, "identity token");
        log.info("{} logs in by the word of an issuer", name);
    }
}
