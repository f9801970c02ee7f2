package no.itagenten.fleet.agent.process;

import java.nio.charset.StandardCharsets;

/** Keeps the last bytes of what a process writes. Not safe for several threads. */
final class OutputTail {

    private final byte[] ring;
    private long total;

    OutputTail(int capacity) {
        ring = new byte[capacity];
    }

    void append(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (total++ % ring.length)] = bytes[i];
        }
    }

    boolean truncated() {
        return total > ring.length;
    }

    String text() {
        int length = (int) Math.min(total, ring.length);
        byte[] ordered = new byte[length];
        for (int i = 0; i < length; i++) {
            ordered[i] = ring[(int) ((total - length + i) % ring.length)];
        }
        return Printable.of(new String(ordered, StandardCharsets.UTF_8));
    }
}
