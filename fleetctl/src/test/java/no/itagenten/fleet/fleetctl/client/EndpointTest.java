package no.itagenten.fleet.fleetctl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://fleet.example.org, https://fleet.example.org",
        "HTTPS://Fleet.Example.org:443/, https://fleet.example.org",
        "http://127.0.0.1:3001, http://127.0.0.1:3001",
        "http://[::1]:3001, http://[::1]:3001",
        "https://example.org/fleet/, https://example.org/fleet"
    })
    void readsAnAddressInItsPlainestForm(String typed, String url) {
        assertThat(Endpoint.parse(typed).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fleet.example.org",
                "ftp://x",
                "http://",
                "http://a b",
                "http://u:p@x",
                "http://x?a",
                "http://x#a",
                "http://x:99999"
            })
    void refusesWhatIsNoAddressOfAServer(String typed) {
        assertThatThrownBy(() -> Endpoint.parse(typed)).hasMessageContaining("is not the address of a server");
    }

    @Test
    void knowsWhatStaysOnThisMachine() {
        assertThat(Endpoint.parse("http://localhost:1").loopback()).isTrue();
        assertThat(Endpoint.parse("http://127.8.0.1:1").loopback()).isTrue();
        assertThat(Endpoint.parse("http://[::1]:1").loopback()).isTrue();
        assertThat(Endpoint.parse("http://127.0.0.1.example.org").loopback()).isFalse();
    }
}
