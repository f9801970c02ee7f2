package no.itagenten.fleet.fleetctl.context;

import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.Endpoint;

/**
 * The server a command talks to, once flags, environment and file have had their say.
 *
 * @param name the context's, or empty when the address did not come from one
 * @param tokenSource where people gave the token, for people; empty if it is that of a login, or there is none
 * @param login the context, if the token is that of its login, which has to be renewed
 */
public record Target(
        Optional<String> name,
        Endpoint endpoint,
        Optional<String> token,
        Optional<String> tokenSource,
        Optional<Context> login,
        Optional<Path> caFile,
        boolean insecure) {

    /** With a token that stays as it is, or none. */
    public Target(
            Optional<String> name, Endpoint endpoint, Optional<String> token, Optional<Path> caFile, boolean insecure) {
        this(name, endpoint, token, Optional.empty(), Optional.empty(), caFile, insecure);
    }

    /** As a context of that name says. */
    public static Target of(String name, Context context) {
        return new Target(
                Optional.of(name),
                Endpoint.parse(context.url()),
                context.token(),
                Optional.empty(),
                Optional.of(context).filter(stored -> stored.refreshToken().isPresent()),
                context.caFile().map(Path::of),
                context.insecure());
    }

    /** How people call it. */
    public String title() {
        return name.orElseGet(endpoint::authority);
    }

    @Override
    public String toString() {
        return "Target[" + endpoint.url() + "]"; // never the token
    }
}
