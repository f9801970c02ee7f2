package no.itagenten.fleet.fleetd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.fleetd.testing.Api;
import no.itagenten.fleet.fleetd.testing.DeviceIdentity;
import no.itagenten.fleet.fleetd.testing.Reply;
import no.itagenten.fleet.fleetd.testing.RunningFleetd;
import no.itagenten.fleet.fleetd.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locks and maintenance windows: kept, shown, and told to the devices they concern. */
class PolicyRoutesTest {

    private static final String BOX = "/api/devices/box";

    @TempDir
    private Path data;

    private RunningFleetd fleetd;
    private Api api;
    private DeviceIdentity identity;
    private TestDevice device;

    @BeforeEach
    void start() {
        fleetd = RunningFleetd.start(data);
        api = fleetd.api();
        identity = DeviceIdentity.ed25519("box");
        fleetd.enroll(identity);
        device = TestDevice.agent(fleetd, identity);
    }

    @AfterEach
    void stop() {
        device.close();
        fleetd.close();
    }

    private JsonObject awaitPolicy(String part) {
        return await("policy with " + part)
                .until(
                        () -> device.received("policy").stream()
                                .filter(policy -> policy.toString().contains(part))
                                .reduce((first, second) -> second),
                        Optional::isPresent)
                .orElseThrow();
    }

    private JsonObject box() {
        return api.get(BOX).object();
    }

    @Test
    void aLockIsShownAndToldToTheDevice() {
        // when
        Reply reply = api.put(BOX + "/lock", "{\"reason\":\"concert\",\"for_seconds\":7200}");

        // then
        assertThat(reply.status()).isEqualTo(200);
        JsonObject lock = reply.object().getAsJsonObject("lock");
        assertThat(lock.get("owner").getAsString()).isEqualTo("admin");
        assertThat(lock.get("reason").getAsString()).isEqualTo("concert");
        assertThat(awaitPolicy("concert").getAsJsonObject("lock").get("until")).isEqualTo(lock.get("until"));
    }

    @Test
    void anUnlockedDeviceIsToldSo() {
        api.put(BOX + "/lock", "{\"reason\":\"concert\"}");
        awaitPolicy("concert");
        int told = device.received("policy").size();

        assertThat(api.delete(BOX + "/lock").object().get("lock").isJsonNull()).isTrue();

        assertThat(device.awaitMessages("policy", told + 1).has("lock")).isFalse();
    }

    @Test
    void aLockEndsByItself() {
        api.put(BOX + "/lock", "{\"reason\":\"concert\",\"for_seconds\":20}");
        awaitPolicy("concert");
        int told = device.received("policy").size();

        fleetd.clock().advance(Duration.ofSeconds(21));

        assertThat(box().get("lock").isJsonNull()).isTrue();
        assertThat(device.awaitMessages("policy", told + 1).has("lock")).isFalse();
    }

    @Test
    void theWindowsOfATagHoldForItsDevicesThatHaveNoneOfTheirOwn() {
        api.put("/api/tags/church/windows", "{\"windows\":[\"daily 02:00-04:00\"]}");

        api.patch(BOX, "{\"tags\":[\"church\"]}");
        awaitPolicy("daily 02:00-04:00");
        api.put(BOX + "/windows", "{\"windows\":[\"sun 01:00-02:00\"]}");

        assertThat(awaitPolicy("sun 01:00-02:00").toString()).doesNotContain("daily");
        assertThat(box().getAsJsonObject("window").get("windows")).hasToString("[\"sun 01:00-02:00\"]");
        assertThat(api.get("/api/windows").body())
                .contains("{\"device_id\":\"box\",\"tag\":null,\"windows\":[\"sun 01:00-02:00\"]}")
                .contains("{\"device_id\":null,\"tag\":\"church\",\"windows\":[\"daily 02:00-04:00\"]}");
    }

    @Test
    void aChangeOfATagsWindowsReachesItsDevices() {
        api.patch(BOX, "{\"tags\":[\"church\"]}");

        api.put("/api/tags/church/windows", "{\"windows\":[\"fri 23:00-02:00\"]}");

        awaitPolicy("fri 23:00-02:00");
    }

    @Test
    void theTimeZoneIsToldWithTheWindows() {
        api.put(BOX + "/windows", "{\"windows\":[\"daily 02:00-04:00\"]}");

        JsonObject changed = api.patch(BOX, "{\"time_zone\":\"Europe/Oslo\"}").object();

        assertThat(changed.get("time_zone").getAsString()).isEqualTo("Europe/Oslo");
        assertThat(changed.getAsJsonObject("window").get("opens_at").getAsString())
                .matches(".*T0[01]:00:00Z");
        awaitPolicy("Europe/Oslo");
    }

    @Test
    void allOfItOutlivesARestart() {
        api.put(BOX + "/lock", "{\"reason\":\"concert\"}");
        api.put(BOX + "/windows", "{\"windows\":[\"daily 02:00-04:00\"]}");
        api.patch(BOX, "{\"time_zone\":\"Europe/Oslo\"}");
        JsonObject told = awaitPolicy("Europe/Oslo");
        fleetd.close();

        fleetd = fleetd.startAgain(RunningFleetd.options(data));
        api = fleetd.api();
        device.close();
        device = TestDevice.agent(fleetd, identity);

        assertThat(device.received("policy")).containsExactly(told);
    }

    @Test
    void thePolicyComesBeforeAnyCommandThatWaited() {
        device.close();
        await().until(() -> box().get("status").getAsString().equals("offline"));
        api.post(BOX + "/restart");
        api.put(BOX + "/lock", "{\"reason\":\"concert\"}");

        device = TestDevice.agent(fleetd, identity);
        device.awaitMessage("restart");

        assertThat(device.received())
                .extracting(message -> message.get("type").getAsString())
                .containsSubsequence("welcome", "policy", "restart");
        assertThat(device.received("policy")
                        .get(0)
                        .getAsJsonObject("lock")
                        .get("reason")
                        .getAsString())
                .isEqualTo("concert");
    }

    @Test
    void whatTheDeviceGoesByIsSeenToBeInForceOrNot() {
        api.put(BOX + "/lock", "{\"reason\":\"concert\"}");
        long revision = awaitPolicy("concert").get("revision").getAsLong();

        device.send(device.message("status", ",\"policy_revision\":0"));
        await().until(() -> box().get("policy_in_force").toString().equals("false"));
        device.send(device.message("status", ",\"policy_revision\":" + revision));

        await().until(() -> box().get("policy_in_force").toString().equals("true"));
    }

    @Test
    void thatADeviceIsOnAirIsShown() {
        device.send(device.message(
                "status", ",\"busy\":{\"busy\":true,\"reason\":\"recording\",\"since\":\"2025-12-21T19:03:00Z\"}"));

        await().untilAsserted(() -> assertThat(box().get("busy"))
                .hasToString("{\"busy\":true,\"reason\":\"recording\",\"since\":\"2025-12-21T19:03:00Z\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /lock | {\"reason\":\" \"} | reason",
                "PUT | /lock | {\"reason\":\"x\",\"for_seconds\":0} | for_seconds",
                "PUT | /lock | {} | reason",
                "PUT | /windows | {\"windows\":[\"someday 02:00-04:00\"]} | mon-fri 02:00-05:00",
                "PUT | /windows | {\"windows\":[]} | DELETE",
                "PATCH | '' | {\"time_zone\":\"Mars/Olympus\"} | Europe/Oslo",
            })
    void badInputIsRefusedAndNamesWhatWouldFit(String method, String path, String body, String named) {
        Reply reply = method.equals("PUT") ? api.put(BOX + path, body) : api.patch(BOX + path, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).contains(named);
        assertThat(box().get("lock").isJsonNull()).isTrue();
    }

    @Test
    void anUnknownDeviceIsNotLocked() {
        assertThat(api.put("/api/devices/nobody/lock", "{\"reason\":\"x\"}").status())
                .isEqualTo(404);
    }
}
