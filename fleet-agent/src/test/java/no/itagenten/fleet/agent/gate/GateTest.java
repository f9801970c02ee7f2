package no.itagenten.fleet.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.config.BusyConfig;
import no.itagenten.fleet.agent.config.BusyConfig.Question;
import no.itagenten.fleet.agent.gate.Gate.Hold;
import no.itagenten.fleet.agent.gate.Gate.Verdict;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.protocol.BusyState;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.PolicyLock;
import no.itagenten.fleet.protocol.Risk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a device from being disturbed, judged by real programs, files and HTTP answers. */
final class GateTest {

    /** A Tuesday. */
    private static final Instant NOW = Instant.parse("2026-03-03T10:03:00Z");

    @TempDir
    Path folder;

    private Gate gate(BusyConfig config, Policy... policies) {
        PolicyStore store = new PolicyStore(folder.resolve("policy.json"));
        List.of(policies).forEach(store::apply);
        return Gate.of(config, store, new LocalProcesses(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static BusyConfig command(String script) {
        return new BusyConfig(List.of("/bin/sh", "-c", script), Optional.empty(), Optional.empty());
    }

    private static BusyConfig nothing() {
        return new BusyConfig(List.of(), Optional.empty(), Optional.empty());
    }

    private static Policy locked(Optional<Instant> until) {
        return new Policy(
                3,
                Optional.of(new PolicyLock("anna", "service at 11", NOW.minusSeconds(60), until)),
                Optional.empty(),
                Optional.empty());
    }

    private static Policy windows(String... windows) {
        return new Policy(4, Optional.empty(), Optional.of("Europe/Oslo"), Optional.of(List.of(windows)));
    }

    private static CommandTerms accepting(Risk... risks) {
        return new CommandTerms(Optional.empty(), Optional.empty(), Optional.of(List.of(risks)));
    }

    private static String reason(Verdict verdict) {
        return verdict.hold().map(Hold::reason).orElse("");
    }

    private Verdict answered(int status, String body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/status");
            Question question = new Question(url, "recorder.status", List.of("recording", "live"));
            return gate(new BusyConfig(List.of(), Optional.of(question), Optional.empty()))
                    .judge(CommandTerms.NONE);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aDeviceWithoutChecksAndPolicyIsFree() throws Exception {
        assertThat(gate(nothing()).judge(CommandTerms.NONE).hold()).isEmpty();
    }

    @Test
    void aProgramThatSaysYesTellsWhat() throws Exception {
        Gate gate = gate(command("echo live on channel 2; exit 0"));

        assertThat(gate.judge(CommandTerms.NONE).hold())
                .contains(new Hold("busy", "on air: live on channel 2 since 10:03 UTC"));
        assertThat(gate.busyState()).isEqualTo(BusyState.busy("live on channel 2", NOW));
    }

    @Test
    void aProgramThatSaysNoLeavesTheDeviceFree() throws Exception {
        Gate gate = gate(command("echo idle; exit 1"));

        assertThat(gate.judge(CommandTerms.NONE).hold()).isEmpty();
        assertThat(gate.busyState()).isEqualTo(BusyState.FREE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 3", "kill -9 $$"})
    void aProgramThatFailsCountsAsOnAir(String script) throws Exception {
        assertThat(reason(gate(command(script)).judge(CommandTerms.NONE)))
                .startsWith("counts as on air: BUSY_COMMAND exited with");
    }

    @Test
    void aProgramThatIsNotThereCountsAsOnAir() throws Exception {
        BusyConfig config = new BusyConfig(List.of("/nowhere/check"), Optional.empty(), Optional.empty());

        assertThat(reason(gate(config).judge(CommandTerms.NONE)))
                .startsWith("counts as on air: BUSY_COMMAND could not be started");
    }

    @Test
    void aFileSaysBusyWhileItExists() throws Exception {
        Path file = folder.resolve("recording.lock");
        Gate gate = gate(new BusyConfig(List.of(), Optional.empty(), Optional.of(file)));
        Files.createFile(file);
        Verdict during = gate.judge(CommandTerms.NONE);
        Files.delete(file);

        assertThat(reason(during)).startsWith("on air: " + file + " exists");
        assertThat(gate.judge(CommandTerms.NONE).hold()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    200 | {"recorder":{"status":"recording"}} | on air: recording since 10:03 UTC
                    200 | {"recorder":{"status":"live"}}      | on air: live since 10:03 UTC
                    200 | {"recorder":{"status":null}}        | counts as on air: .* has no plain value in recorder.status .*
                    200 | {"status":"idle"}                   | counts as on air: .* answered without a field recorder.status .*
                    200 | []                                  | counts as on air: .* answered without a field recorder.status .*
                    200 | {"recorder":                        | counts as on air: .* did not answer with JSON .*
                    500 | {"recorder":{"status":"idle"}}      | counts as on air: .* answered 500 .*
                    """)
    void anAnswerThatSaysBusyOrCannotBeUnderstoodIsBusy(int status, String body, String reason) throws Exception {
        assertThat(reason(answered(status, body))).matches(reason);
    }

    @Test
    void anAnswerThatSaysSomethingElseIsFree() throws Exception {
        assertThat(answered(200, "{\"recorder\":{\"status\":\"idle\"}}").hold()).isEmpty();
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() throws Exception {
        assertThat(reason(answered(200, " ".repeat(70_000)))).contains("larger than");
    }

    @Test
    void nobodyThereCountsAsOnAir() throws Exception {
        Question question = new Question(URI.create("http://127.0.0.1:1/"), "status", List.of("recording"));

        assertThat(reason(gate(new BusyConfig(List.of(), Optional.of(question), Optional.empty()))
                        .judge(CommandTerms.NONE)))
                .startsWith("counts as on air: http://127.0.0.1:1/ (BUSY_URL) could not be asked");
    }

    @Test
    void theRiskOfBeingOnAirCanBeAcceptedAndIsNamed() throws Exception {
        Verdict verdict = gate(command("echo recording")).judge(accepting(Risk.ON_AIR));

        assertThat(verdict.hold()).isEmpty();
        assertThat(verdict.override()).contains("on air: recording since 10:03 UTC");
    }

    @Test
    void aLockHoldsWhateverIsAccepted() throws Exception {
        Gate gate = gate(nothing(), locked(Optional.of(NOW.plusSeconds(3600))));

        assertThat(gate.judge(accepting(Risk.ON_AIR, Risk.WINDOW)).hold())
                .contains(new Hold("lock", "locked by anna: service at 11, until 11:03 UTC"));
    }

    @Test
    void aLockThatHasEndedHoldsNoLonger() throws Exception {
        Gate gate = gate(nothing(), locked(Optional.of(NOW)));

        assertThat(gate.judge(CommandTerms.NONE).hold()).isEmpty();
    }

    @Test
    void aPolicyHoldsForTheNextAgentToo() throws IOException, InterruptedException {
        gate(nothing(), locked(Optional.empty()));

        Gate next = gate(nothing());

        assertThat(next.judge(CommandTerms.NONE).hold()).map(Hold::kind).contains("lock");
        assertThat(next.policyRevision()).isEqualTo(3);
    }

    @Test
    void outsideItsWindowTheNextOpeningIsTold() throws Exception {
        Gate gate = gate(nothing(), windows("mon-fri 02:00-05:00"));

        assertThat(gate.judge(CommandTerms.NONE).hold())
                .contains(new Hold(
                        "window", "outside its maintenance window; the next opens 2026-03-04 02:00 Europe/Oslo"));
        assertThat(gate.judge(accepting(Risk.WINDOW)).hold()).isEmpty();
    }

    @Test
    void inItsWindowItMayBeDisturbed() throws Exception {
        Gate gate = gate(nothing(), windows("tue 11:00-12:00"));

        assertThat(gate.judge(CommandTerms.NONE).hold()).isEmpty();
    }

    @Test
    void aWindowThatCannotBeReadIsNeverOpen() throws Exception {
        assertThat(reason(gate(nothing(), windows("someday")).judge(CommandTerms.NONE)))
                .startsWith("its maintenance window cannot be read");
    }
}
