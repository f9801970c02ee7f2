package no.itagenten.fleet.fleetctl.output;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenView;

/** Enrolment tokens for people. */
public final class TokenPrinter {

    private final Times times;
    private final Clock clock;

    /** A printer that tells times by this clock. */
    public TokenPrinter(Times times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    /** One a row. */
    public Table table(List<EnrollmentTokenView> tokens) {
        Table table = new Table(List.of(
                Column.fixed("ID"),
                Column.flexible("NAME"),
                Column.fixed("SECRET").yielding(6),
                Column.fixed("STATE"),
                Column.number("USED").yielding(3),
                Column.fixed("APPROVAL").yielding(4),
                Column.fixed("EXPIRES").yielding(1),
                Column.flexible("VENUE").atLeast(6).yielding(2),
                Column.flexible("TAGS").atLeast(6).yielding(5)));
        for (EnrollmentTokenView token : tokens) {
            table.row(
                    Cell.of(token.id()),
                    Cell.of(token.name()),
                    Cell.of("…" + token.hint()),
                    state(token),
                    Cell.of(token.uses() + "/"
                            + token.maxUses().map(String::valueOf).orElse("∞")),
                    Cell.of(token.approval().name().toLowerCase(Locale.ROOT)),
                    Cell.of(times.relative(token.expiresAt())),
                    Cell.of(token.venue()),
                    Cell.of(String.join(", ", token.tags())));
        }
        return table;
    }

    private Cell state(EnrollmentTokenView token) {
        if (token.revokedAt().isPresent()) {
            return new Cell("– revoked", Tone.DIM);
        }
        if (!clock.instant().isBefore(token.expiresAt())) {
            return new Cell("– expired", Tone.DIM);
        }
        if (token.maxUses().filter(most -> token.uses() >= most).isPresent()) {
            return new Cell("– used up", Tone.DIM);
        }
        return token.disabledAt().isPresent() ? new Cell("– disabled", Tone.WARN) : new Cell("✔ good", Tone.GOOD);
    }
}
