package no.itagenten.fleet.fleetctl.context;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import no.itagenten.fleet.fleetctl.client.Bearer;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.LoginTokens;

/**
 * The login of a context: its access token is renewed a little before it is over, and when the server refuses it. A refresh token is
 * good once, so only one fleetctl at a time uses it, and the others find in the file what that one got. Safe for any thread.
 */
public final class StoredLogin implements Bearer {

    private static final Duration BEFORE_ITS_END = Duration.ofSeconds(30);

    private final ContextFile file;
    private final String name;
    private final FleetClient server;
    private final Clock clock;
    private Context context;
    private boolean over;

    /**
     * The login of the context of that name.
     *
     * @param context as it was read
     * @param server as one who is not logged in calls it
     */
    public StoredLogin(ContextFile file, String name, Context context, FleetClient server, Clock clock) {
        this.file = file;
        this.name = name;
        this.context = context;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<String> token() throws IOException {
        if (isEnding() && context.token().isPresent()) {
            inPlaceOf(context.token().get());
        }
        return context.token();
    }

    private boolean isEnding() {
        return context.expiresAt().isPresent()
                && clock.instant().isAfter(context.expiresAt().get().minus(BEFORE_ITS_END));
    }

    @Override
    public synchronized Optional<String> inPlaceOf(String refused) throws IOException {
        if (over) {
            return Optional.empty();
        }
        try {
            over = !file.exclusively(() -> renew(refused));
        } catch (Problem e) {
            throw new IOException(e.getMessage(), e);
        }
        return over ? Optional.empty() : context.token();
    }

    /** Whether there is another token now. */
    private boolean renew(String refused) {
        Contexts contexts = file.read();
        Optional<Context> stored =
                contexts.find(name).filter(other -> other.url().equals(context.url()));
        if (stored.isEmpty() || stored.get().token().isEmpty()) {
            return false; // somebody logged out
        }
        if (!stored.get().token().get().equals(refused)) {
            context = stored.get(); // somebody else has renewed it
            return true;
        }
        if (stored.get().refreshToken().isEmpty()) {
            return false;
        }
        // Whoever is interrupted between the server's answer and our writing it down asks again under the same key.
        String key = stored.get().refreshKey().orElseGet(() -> UUID.randomUUID().toString());
        if (stored.get().refreshKey().isEmpty()) {
            file.write(contexts.with(name, stored.get().refreshing(key)));
        }
        try {
            LoginTokens tokens = server.refresh(stored.get().refreshToken().get(), key);
            context = stored.get().loggedIn(tokens, clock.instant());
        } catch (Problem e) {
            if (e.kind() == Problem.Kind.NOT_ALLOWED) {
                return false;
            }
            throw e;
        }
        file.write(contexts.with(name, context));
        return true;
    }
}
