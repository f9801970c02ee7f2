package no.itagenten.fleet.fleetctl.client;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import no.itagenten.fleet.protocol.Protocol;

/** Which version the server has, as its answers say. What only one of the two knows is put down to that. Safe for any thread. */
final class ServerVersion {

    private static final String HEADER = "r58-fleet-version";

    private final AtomicReference<String> told = new AtomicReference<>("");

    /** Keeps what an answer says; whoever stands in between says nothing. */
    void learn(Answer answer) {
        answer.header(HEADER)
                .filter(version -> version.matches("[0-9A-Za-z.+-]{1,40}"))
                .ifPresent(told::set);
    }

    /** The server's, where it is another one than ours. */
    Optional<String> other() {
        String version = told.get();
        return version.isEmpty() || version.equals(own()) ? Optional.empty() : Optional.of(version);
    }

    /** This program's. */
    static String own() {
        return Protocol.softwareVersion();
    }
}
