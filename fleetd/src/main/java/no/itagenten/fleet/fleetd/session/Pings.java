package no.itagenten.fleet.fleetd.session;

import java.nio.ByteBuffer;

/**
 * The pings that one device is sent, each with a number, so that an answer is told from a pong that nobody asked for: the latter
 * shows no more than that something writes. Safe for any thread.
 */
final class Pings {

    /** Pongs that nobody asked for, from one ping to the next: a client may send some to keep its line open. */
    static final int MOST_UNASKED = 100;

    /** What a pong is. */
    enum Pong {
        ANSWER,
        UNASKED,
        /** One of too many that nobody asked for. */
        FLOOD
    }

    private long sent;
    private long answered;
    private int unasked;

    /** What the next ping carries. */
    synchronized ByteBuffer next() {
        unasked = 0;
        return ByteBuffer.allocate(Long.BYTES).putLong(++sent).flip();
    }

    /** @param payload of a pong that came */
    synchronized Pong judge(ByteBuffer payload) {
        if (payload.remaining() == Long.BYTES) {
            long number = payload.getLong(payload.position());
            if (number > answered && number <= sent) {
                answered = number;
                return Pong.ANSWER;
            }
        }
        return ++unasked > MOST_UNASKED ? Pong.FLOOD : Pong.UNASKED;
    }
}
