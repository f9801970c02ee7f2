package no.itagenten.fleet.fleetd.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import no.itagenten.fleet.fleetd.testing.LocalIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an issuer may do to the one who asks it. */
class IssuerHttpTest {

    private final LocalIssuer issuer = new LocalIssuer();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void anAnswerThatTricklesIsGivenUpInTime() {
        issuer.on("/keys", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush(); // and no more comes
        });

        assertThatThrownBy(() -> new IssuerHttp(Duration.ofMillis(300)).get(issuer.url() + "/keys"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer within");
    }

    @Test
    void anAnswerWithoutEndIsBrokenOff() {
        issuer.on("/keys", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[64 * 1024];
            try {
                while (true) {
                    exchange.getResponseBody().write(much);
                }
            } finally {
                exchange.close();
            }
        });

        assertThatThrownBy(() -> new IssuerHttp(Duration.ofSeconds(20)).get(issuer.url() + "/keys"))
                .hasMessageContaining("larger than");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example/keys",
                "http://127.0.0.1.evil.example/keys",
                "http://localhost@evil.example/keys",
                "file:///etc/passwd",
                "ftp://127.0.0.1/keys",
                "keys",
                "",
                "http://[",
                "https://user:word@issuer.example/"
            })
    void whatIsNotEncryptedOrNoAddressIsNotAsked(String url) {
        assertThatThrownBy(() -> new IssuerHttp(Duration.ofSeconds(1)).get(url))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must be an https:// address");
        assertThat(issuer.asked()).isEmpty();
    }
}
