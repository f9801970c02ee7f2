package no.itagenten.fleet.fleetctl.context;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.Optional;
import no.itagenten.fleet.protocol.rest.LoginTokens;

/**
 * A server one has logged in to, under a name.
 *
 * @param url in the form {@code Endpoint.url()} gives it
 * @param token the bearer token; a secret
 * @param refreshToken of a login: what gets the next token, once; a secret
 * @param expiresAt of a login: when the token is over, by this machine's clock
 * @param refreshKey of a login whose refresh token is being used: by which the server knows that request again
 * @param caFile certificates to trust besides Java's own
 * @param insecure whether the token may travel unencrypted to another machine
 */
public record Context(
        String url,
        Optional<String> token,
        @SerializedName("refresh_token") Optional<String> refreshToken,
        @SerializedName("expires_at") Optional<Instant> expiresAt,
        @SerializedName("refresh_key") Optional<String> refreshKey,
        @SerializedName("ca_file") Optional<String> caFile,
        boolean insecure) {

    /** With a token that stays as it is, or none. */
    public Context(String url, Optional<String> token, Optional<String> caFile, boolean insecure) {
        this(url, token, Optional.empty(), Optional.empty(), Optional.empty(), caFile, insecure);
    }

    /** The same with these tokens of a login, which came just now. */
    public Context loggedIn(LoginTokens tokens, Instant now) {
        return new Context(
                url,
                Optional.of(tokens.accessToken()),
                Optional.of(tokens.refreshToken()),
                Optional.of(now.plusSeconds(tokens.expiresIn())),
                Optional.empty(),
                caFile,
                insecure);
    }

    /** The same, about to use its refresh token in a request of that key. */
    public Context refreshing(String key) {
        return new Context(url, token, refreshToken, expiresAt, Optional.of(key), caFile, insecure);
    }

    /** The same with a token that stays as it is. */
    public Context withToken(String other) {
        return new Context(url, Optional.of(other), caFile, insecure);
    }

    /** The same without the secrets. */
    public Context withoutToken() {
        return new Context(url, Optional.empty(), caFile, insecure);
    }

    @Override
    public String toString() {
        return "Context[" + url + "]"; // never the token
    }
}
