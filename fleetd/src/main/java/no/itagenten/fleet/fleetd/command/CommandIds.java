package no.itagenten.fleet.fleetd.command;

import java.security.SecureRandom;
import java.time.Clock;
import no.itagenten.fleet.protocol.CommandId;

/** Makes command ids that sort by time and cannot be guessed: {@code cmd-}, 9 characters of time, 11 of chance. */
public final class CommandIds {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public CommandIds(Clock clock) {
        this.clock = clock;
    }

    /** A fresh id; of two made in different milliseconds the later sorts after the earlier. */
    public CommandId next() {
        StringBuilder id = new StringBuilder("cmd-");
        long millis = Math.max(0, clock.millis());
        for (int shift = 40; shift >= 0; shift -= 5) {
            id.append(ALPHABET.charAt((int) (millis >>> shift) & 31));
        }
        for (int i = 0; i < 11; i++) {
            id.append(ALPHABET.charAt(random.nextInt(32)));
        }
        return new CommandId(id.toString());
    }
}
