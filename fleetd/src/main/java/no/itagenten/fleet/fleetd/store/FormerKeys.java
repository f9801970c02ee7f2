package no.itagenten.fleet.fleetd.store;

import no.itagenten.fleet.protocol.DeviceId;
import org.jdbi.v3.core.Handle;

/**
 * The keys of devices that were sent away. They come in again by an enrolment token that was made since, and by no earlier one, which
 * such a device may still have. At most {@value #MOST} are kept, the newest. Works inside the transactions of others.
 */
final class FormerKeys {

    private static final int MOST = 10_000;

    private FormerKeys() {}

    /** The device's keys, the one in use and the one it is changing to, are sent away; called before it loses them. */
    static void sendAway(Handle handle, DeviceId device) {
        for (String column : new String[] {"public_key", "next_key"}) {
            handle.execute(
                    "DELETE FROM former_key WHERE public_key = (SELECT " + column + " FROM device WHERE id = ?)",
                    device.value());
            handle.execute(
                    "INSERT INTO former_key (public_key, last_token) SELECT " + column
                            + ", (SELECT coalesce(max(position), 0) FROM enrollment_token) FROM device WHERE id = ? AND "
                            + column + " IS NOT NULL",
                    device.value());
        }
        handle.execute("DELETE FROM former_key WHERE position <= (SELECT max(position) FROM former_key) - ?", MOST);
    }

    /** Whether the key was sent away when there was that token already. */
    static boolean isSentAway(Handle handle, byte[] publicKey, String tokenHash) {
        return handle.createQuery("SELECT count(*) FROM former_key WHERE public_key = :key AND last_token >= "
                                + "(SELECT position FROM enrollment_token WHERE hash = :hash)")
                        .bind("key", publicKey)
                        .bind("hash", tokenHash)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** The key is in use again. */
    static void comeBack(Handle handle, byte[] publicKey) {
        handle.execute("DELETE FROM former_key WHERE public_key = ?", (Object) publicKey);
    }
}
