package no.itagenten.fleet.agent.bundle;

import java.io.IOException;

/**
 * One file of a support bundle.
 *
 * @param name where in the archive
 * @param content read when it is the entry's turn
 */
record BundleEntry(String name, Content content) {

    /** What is to be in it, before secrets are taken out. */
    @FunctionalInterface
    interface Content {
        /** @throws IOException if it cannot be read; the archive says so in its place */
        Excerpt read() throws IOException, InterruptedException;
    }
}
