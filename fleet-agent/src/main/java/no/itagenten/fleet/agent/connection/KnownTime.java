package no.itagenten.fleet.agent.connection;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import no.itagenten.fleet.agent.file.SealedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time it is at least, for judging certificates on a device whose clock has no battery and begins in 1970 at every boot: the
 * latest of the system's clock, the last time that was known to be true, and when this program was built. Known to be true is what
 * the server says on a connection whose certificate was judged good. Safe for several threads.
 */
public final class KnownTime {

    private static final Logger LOG = LoggerFactory.getLogger(KnownTime.class);

    /** How far behind the file may be while the agent runs. */
    private static final Duration KEPT_EVERY = Duration.ofHours(1);

    private final Path file;
    private final Clock clock;
    private final Ticker ticker;
    private Instant known;
    private Instant goodUntil = Instant.MIN;
    private Instant told = Instant.MIN;
    private long toldAt;

    private KnownTime(Path file, Clock clock, Ticker ticker, Instant known) {
        this.file = file;
        this.clock = clock;
        this.ticker = ticker;
        this.known = known;
    }

    /** Reads what is kept in the file. One that is missing or damaged says nothing. */
    public static KnownTime load(Path file, Clock clock, Ticker ticker, Instant buildTime) {
        return new KnownTime(file, clock, ticker, latest(buildTime, read(file)));
    }

    /** It is that late at least. */
    public synchronized Instant now() {
        return latest(clock.instant(), known);
    }

    /** A certificate was judged good: what its server says from now on is believed, but not beyond the certificate's own end. */
    synchronized void trusted(Instant notAfter) {
        goodUntil = notAfter;
    }

    /** The server says what time it is. Over a connection without a certificate anybody could, and nobody is believed. */
    public synchronized void told(Instant time) {
        if (time.isAfter(goodUntil)) {
            if (!goodUntil.equals(Instant.MIN)) {
                LOG.warn("The server says it is {}, when its certificate has ended: not believed", time);
            }
            return;
        }
        told = time;
        toldAt = ticker.nanos();
        keep(time);
    }

    /** Called now and then while the server that told the time is connected. */
    public synchronized void goesOn() {
        if (!told.equals(Instant.MIN)) {
            Instant time = told.plusNanos(ticker.nanos() - toldAt);
            if (Duration.between(known, time).compareTo(KEPT_EVERY) >= 0 && !time.isAfter(goodUntil)) {
                keep(time);
            }
        }
    }

    private void keep(Instant time) {
        if (!time.isAfter(known)) {
            return;
        }
        known = time;
        try {
            SealedFile.write(file, time.toString());
        } catch (IOException e) {
            LOG.warn("The time cannot be kept for the next boot: {}", e.getMessage());
        }
    }

    private static Instant read(Path file) {
        try {
            return Instant.parse(SealedFile.read(file).strip());
        } catch (NoSuchFileException e) {
            LOG.debug("No time is known yet: no {}", file);
        } catch (IOException | DateTimeException e) {
            LOG.warn("The time in {} cannot be read and counts as missing: {}", file, e.getMessage());
        }
        return Instant.EPOCH;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
