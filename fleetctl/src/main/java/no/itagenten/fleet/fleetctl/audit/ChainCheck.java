package no.itagenten.fleet.fleetctl.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import no.itagenten.fleet.protocol.audit.AuditChain;

/**
 * Checks an audit log entry by entry, oldest first, believing nobody: each hash is made anew from what the entry says, and has to be
 * the one that the next entry names. Stops at the first entry that does not fit. For one thread.
 */
public final class ChainCheck {

    private final Optional<KnownHead> expected;
    private long id;
    private String hash = AuditChain.BEFORE_THE_FIRST;
    private String at = "";
    private boolean expectedSeen;
    private Optional<Flaw> flaw = Optional.empty();

    /**
     * What does not fit.
     *
     * @param entry the first entry that does not
     * @param sentence without a full stop
     */
    public record Flaw(long entry, String sentence) {}

    /** @param expected a head of that log, kept from earlier, which has to be in it */
    public ChainCheck(Optional<KnownHead> expected) {
        this.expected = expected;
    }

    /** The id of an entry, 0 if it has none. */
    static long idOf(JsonObject entry) {
        JsonElement value = entry.get("id");
        try {
            return value == null || !value.isJsonPrimitive() ? 0 : value.getAsLong();
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Takes the next entry. @return whether all has fitted until now */
    public boolean take(JsonObject entry) {
        flaw = flawOf(entry);
        if (flaw.isEmpty()) {
            id = idOf(entry);
            hash = AuditChain.text(entry, AuditChain.HASH);
            at = AuditChain.text(entry, "at");
            flaw = otherThanExpected();
        }
        return flaw.isEmpty();
    }

    private Optional<Flaw> flawOf(JsonObject entry) {
        long next = idOf(entry);
        if (next <= id) {
            return flaw(next, "entry " + next + " stands after entry " + id + ": the order was changed");
        }
        if (next > id + 1) {
            return flaw(id + 1, missing(id + 1, next - 1));
        }
        if (!madeAnew(entry).equals(Optional.of(AuditChain.text(entry, AuditChain.HASH)))) {
            return flaw(next, "entry " + next + " was changed: its hash is not that of what it says");
        }
        if (!AuditChain.text(entry, "previous").equals(hash)) {
            return id == 0
                    ? flaw(1, "entry 1 names an entry before it: it is not the first that was written")
                    : flaw(
                            id,
                            "entry " + id + " is not the one after which entry " + next
                                    + " was written: it was changed, and hashed anew");
        }
        return Optional.empty();
    }

    private static String missing(long first, long last) {
        return first == last
                ? "entry " + first + " is missing: it was removed"
                : "entries " + first + " to " + last + " are missing: they were removed";
    }

    private static Optional<String> madeAnew(JsonObject entry) {
        try {
            return Optional.of(AuditChain.hashOf(entry));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // something is in it that no entry has
        }
    }

    private Optional<Flaw> otherThanExpected() {
        if (expected.isEmpty()) {
            return Optional.empty();
        }
        KnownHead head = expected.get();
        if (head.hash().equals(hash)) {
            expectedSeen = true;
        } else if (head.id().isPresent() && head.id().getAsLong() == id) {
            return flaw(
                    id,
                    "entry " + id + " is not the one of the given head: the log was written anew, there or before it");
        }
        return Optional.empty();
    }

    private static Optional<Flaw> flaw(long entry, String sentence) {
        return Optional.of(new Flaw(entry, sentence));
    }

    /** What was found; asked once all entries are taken, or one did not fit. */
    public Optional<Flaw> verdict() {
        if (flaw.isPresent() || expected.isEmpty() || expectedSeen) {
            return flaw;
        }
        KnownHead head = expected.get();
        if (head.id().isPresent() && head.id().getAsLong() == 0) {
            return Optional.empty(); // it was empty then
        }
        return flaw(
                id + 1,
                head.id().isPresent()
                        ? "the log ends with entry " + id + ", and the given head is entry "
                                + head.id().getAsLong() + ": its end was cut off"
                        : "no entry has the hash of the given head: the log was cut off, or written anew");
    }

    /** How many entries have fitted. */
    public long entries() {
        return id;
    }

    /** The hash of the last of them. */
    public String hash() {
        return hash;
    }

    /** When the last of them was written; empty if there is none. */
    public String at() {
        return at;
    }
}
