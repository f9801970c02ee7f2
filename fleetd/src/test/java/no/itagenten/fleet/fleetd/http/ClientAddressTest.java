package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the server takes a client to be, behind proxies and without. */
class ClientAddressTest {

    @TempDir
    static Path data;

    private static final AtomicInteger DEVICES = new AtomicInteger();
    private static RunningFleetd proxied;
    private static RunningFleetd direct;

    @BeforeAll
    static void start() {
        List<Cidr> trusted = List.of(Cidr.parse("127.0.0.1"), Cidr.parse("10.0.0.0/8"), Cidr.parse("fd00::/8"));
        proxied = RunningFleetd.start(RunningFleetd.options(data.resolve("a"), Optional.empty(), trusted)
                .withOpenEnrollment());
        direct = RunningFleetd.startOpen(data.resolve("b"));
    }

    @AfterAll
    static void stop() {
        proxied.close();
        direct.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 203.0.113.9",
                "198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "127.0.0.1, 203.0.113.9, 10.1.2.3 | 203.0.113.9",
                "203.0.113.9,10.1.2.3,fd00::1 | 203.0.113.9",
                "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "10.1.2.3, 10.9.9.9 | 127.0.0.1",
                "203.0.113.9, nonsense | 127.0.0.1",
                "203.0.113.9, evil.example | 127.0.0.1",
                "203.0.113.9, 1.2.3.4.5 | 127.0.0.1",
                "203.0.113.9, | 127.0.0.1",
                "203.0.113.9, 999.1.1.1 | 127.0.0.1",
                "203.0.113.9, 10.1.2.3:4711 | 127.0.0.1"
            })
    void behindATrustedProxyTheRightmostForeignHopIsTheClient(String forwarded, String client) {
        assertThat(addressOf(proxied, "X-Forwarded-For", forwarded)).isEqualTo(client);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(addressOf(proxied, "X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "203.0.113.9, 10.0.0.1"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void withoutATrustedProxyTheHeaderMeansNothing() {
        assertThat(addressOf(direct, "X-Forwarded-For", "203.0.113.9")).isEqualTo("127.0.0.1");
    }

    @Test
    void withoutATrustedProxyTheClientCannotSayThatItSpeaksTls() {
        String cookie = direct.api()
                .anonymous()
                .post("/api/login", "{\"token\":\"" + direct.adminToken() + "\"}", "X-Forwarded-Proto", "https")
                .header("Set-Cookie");

        assertThat(cookie).isNotEmpty().doesNotContain("Secure");
    }

    /** The address under which a device becomes known. */
    private static String addressOf(RunningFleetd fleetd, String... headers) {
        String id = "box-" + DEVICES.incrementAndGet();
        try (TestDevice device = TestDevice.connect(fleetd, id, headers)) {
            device.heartbeat();
            return await().until(
                            () -> fleetd.api()
                                    .get("/api/devices/" + id)
                                    .object()
                                    .get("ip_address"),
                            address -> !address.isJsonNull())
                    .getAsString();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.128/25, 192.168.1.200, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fe80::1, false",
        "::1, ::1, true",
        "10.0.0.9/8, 10.1.1.1, true"
    })
    void aRangeHoldsItsAddresses(String range, String address, boolean inside) throws UnknownHostException {
        assertThat(Cidr.parse(range).contains(InetAddress.getByName(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0/8",
                "localhost",
                "1.2.3.4.5",
                "256.0.0.1",
                "1234567",
                "fd00::/129",
                "fd00:::/8",
                "::g",
                "10.0.0.0 /8"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text)).withMessageContaining("'" + text + "'");
    }
}
