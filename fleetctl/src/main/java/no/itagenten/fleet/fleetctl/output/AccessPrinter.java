package no.itagenten.fleet.fleetctl.output;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.protocol.rest.AccessTokenView;
import no.itagenten.fleet.protocol.rest.UserView;

/** Users and access tokens for people. */
public final class AccessPrinter {

    private final Times times;
    private final Clock clock;

    /** A printer that tells times by this clock. */
    public AccessPrinter(Times times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    /** What is reached, for example {@code venue Oslo, tag canary}. */
    public static String reach(List<String> venues, List<String> tags) {
        List<String> parts = new ArrayList<>();
        venues.forEach(venue -> parts.add("venue " + venue));
        tags.forEach(tag -> parts.add("tag " + tag));
        return parts.isEmpty() ? "the whole fleet" : Sanitizer.line(String.join(", ", parts));
    }

    /** One a row. */
    public Table users(List<UserView> users) {
        Table table = new Table(List.of(
                Column.flexible("NAME"),
                Column.fixed("ROLE"),
                Column.fixed("STATE"),
                Column.fixed("SINCE").yielding(2),
                Column.flexible("REACH").atLeast(8).yielding(1)));
        for (UserView user : users) {
            table.row(
                    Cell.of(user.name()),
                    Cell.of(user.role()),
                    user.enabled() ? new Cell("✔ enabled", Tone.GOOD) : new Cell("– disabled", Tone.DIM),
                    Cell.of(times.relative(user.createdAt())),
                    Cell.of(reach(user.venues(), user.tags())));
        }
        return table;
    }

    /** One a row. */
    public Table tokens(List<AccessTokenView> tokens) {
        Table table = new Table(List.of(
                Column.fixed("ID"),
                Column.flexible("NAME"),
                Column.fixed("KIND").yielding(4),
                Column.fixed("SECRET").yielding(6),
                Column.fixed("STATE"),
                Column.fixed("ROLE"),
                Column.flexible("MAY").atLeast(8).yielding(3),
                Column.fixed("LAST USED").yielding(5),
                Column.fixed("EXPIRES").yielding(1),
                Column.flexible("REACH").atLeast(8).yielding(2)));
        for (AccessTokenView token : tokens) {
            table.row(
                    Cell.of(token.id()),
                    Cell.of(token.name()),
                    Cell.of(token.kind()),
                    token.hint().isEmpty() ? Cell.nothing() : Cell.of("…" + token.hint()),
                    state(token),
                    Cell.of(token.role()),
                    Cell.of(String.join(", ", token.may())),
                    Cell.of(token.lastUsedAt().map(times::relative)),
                    Cell.of(token.expiresAt().map(times::relative)),
                    Cell.of(reach(token.venues(), token.tags())));
        }
        return table;
    }

    private Cell state(AccessTokenView token) {
        if (token.revokedAt().isPresent()) {
            return new Cell("– revoked", Tone.DIM);
        }
        return token.expiresAt().filter(end -> !clock.instant().isBefore(end)).isPresent()
                ? new Cell("– expired", Tone.DIM)
                : new Cell("✔ good", Tone.GOOD);
    }
}
