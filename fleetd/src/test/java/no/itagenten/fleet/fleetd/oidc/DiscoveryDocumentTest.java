package no.itagenten.fleet.fleetd.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an issuer may lead. */
class DiscoveryDocumentTest {

    private static DiscoveryDocument naming(String issuer, String endpoint) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("issuer", issuer);
        json.addProperty("token_endpoint", endpoint);
        return new DiscoveryDocument(issuer, json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/token",
                "http://127.0.0.1/token",
                "http://[::1]/token",
                "http://sso.example.org/token",
                "HTTP://localhost/token",
                "token"
            })
    void oneOverTlsLeadsToNothingElse(String endpoint) throws IOException {
        DiscoveryDocument document = naming("https://sso.example.org", endpoint);

        assertThatThrownBy(() -> document.endpoint("token_endpoint"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must be an https:// address");
    }

    @Test
    void oneOverTlsLeadsOverTlsAlsoToAnotherHost() throws IOException {
        DiscoveryDocument document = naming("https://sso.example.org", "https://tokens.example.org/token");

        assertThat(document.endpoint("token_endpoint")).contains("https://tokens.example.org/token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9/token", "https://tokens.example.org/token"})
    void oneOfThisMachineLeadsToThisMachineOrOverTls(String endpoint) throws IOException {
        DiscoveryDocument document = naming("http://localhost:9", endpoint);

        assertThat(document.endpoint("token_endpoint")).contains(endpoint);
    }
}
