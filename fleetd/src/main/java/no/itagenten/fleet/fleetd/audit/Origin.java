package no.itagenten.fleet.fleetd.audit;

import java.util.Optional;
import no.itagenten.fleet.protocol.Text;

/**
 * Who, and from where.
 *
 * @param actor a user, a token or a device; empty where nobody proved to be one
 * @param via how the actor proved that
 * @param address the client's, behind trusted proxies
 * @param agent the program that the client says it is
 */
public record Origin(Optional<String> actor, Optional<String> via, Optional<String> address, Optional<String> agent) {

    /** Nobody, from nowhere. */
    public static final Origin NONE =
            new Origin(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int LONGEST_AGENT = 120;

    public Origin {
        agent = agent.filter(text -> !text.isBlank()).map(text -> Text.excerpt(text.strip(), LONGEST_AGENT));
    }

    Origin by(String name, String how) {
        return new Origin(Optional.of(name), Optional.of(how), address, agent);
    }
}
