package no.itagenten.fleet.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.GitFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The device's own server is in the wrong hands and tries everything: what the device's own configuration does not name is not run,
 * read or written, and the agent lives on and does what it may.
 */
@Order(1)
class CompromisedServerIT {

    @TempDir
    Path folder;

    private HostileServer server;
    private Victim victim;

    @BeforeEach
    void start() throws Exception {
        server = new HostileServer();
        victim = new Victim(folder, server).start();
        server.agent();
        await().atMost(ChildProcess.PATIENCE).until(() -> Files.exists(victim.starts()));
    }

    @AfterEach
    void stop() throws Exception {
        victim.close();
        server.close();
    }

    private JsonObject ask(String message, String id) throws Exception {
        server.say(message);
        return server.awaitResult(id);
    }

    private JsonObject restart(String id) throws Exception {
        return ask("{\"type\":\"restart\",\"commandId\":\"" + id + "\",\"service\":\"player\"}", id);
    }

    private static String state(JsonObject result) {
        return result.get("state").getAsString();
    }

    private long starts() throws Exception {
        return Files.readAllLines(victim.starts()).size();
    }

    /** It still does what it may, by the same process. */
    private void requireSound() throws Exception {
        assertThat(state(restart("sound-" + System.nanoTime()))).isEqualTo("succeeded");
        assertThat(victim.agent().process().isAlive()).isTrue();
        assertThat(victim.agent().process().output()).doesNotContain("OutOfMemoryError", "StackOverflowError");
    }

    @Test
    void nothingOutsideTheAllowListsIsRunReadOrWritten() throws Exception {
        // given
        Attacks attacks = new Attacks("attack", victim.proof(), victim.outside());
        String conf = Files.readString(victim.folder().resolve("agent/agent.conf"));
        String head = GitFixture.git(victim.checkout(), "rev-parse", "HEAD");
        FileTree before = victim.surroundings();

        // when
        List<String> all = new ArrayList<>(attacks.commands());
        all.addAll(attacks.settings());
        server.sayAll(all);
        requireSound();

        // then
        assertThat(victim.agent().process().output()).doesNotContain("The connection ended");
        assertThat(victim.proof()).doesNotExist();
        assertThat(victim.surroundings()).isEqualTo(before);
        assertThat(Files.readString(victim.folder().resolve("agent/agent.conf")))
                .isEqualTo(conf);
        assertThat(GitFixture.git(victim.checkout(), "rev-parse", "HEAD")).isEqualTo(head);
        assertThat(starts()).as("the first start and the one restart").isEqualTo(2);
        assertThat(server.heard()).allSatisfy(message -> {
            assertThat(message.toString()).doesNotContain(Victim.SECRET);
            if (message.get("type").getAsString().equals("result")
                    && message.get("commandId").getAsString().startsWith("attack")) {
                assertThat(state(message)).as(message.toString()).isIn("rejected", "failed", "succeeded", "canceled");
            }
        });
    }

    @Test
    void aCommandThatComesAgainHasNoSecondEffectWhateverItSays() throws Exception {
        // given
        restart("once");
        long once = starts();

        // when
        restart("once");
        server.say("{\"type\":\"update\",\"commandId\":\"once\"}");
        server.say("{\"type\":\"service\",\"commandId\":\"once\",\"service\":\"player\",\"action\":\"stop\"}");
        victim.agent().process().kill();
        victim.agent().start();
        await().atMost(ChildProcess.PATIENCE).until(() -> server.connections() == 2);
        restart("once");
        restart("marker");

        // then
        assertThat(starts()).isEqualTo(once + 1);
        assertThat(victim.updates()).doesNotExist();
    }

    @Test
    void aLinkInACommitLeadsNothingOutOfTheCheckout() throws Exception {
        requireNoWayOut(server, victim);
    }

    @Test
    void aLinkInACommitLeadsNothingOutOfAFolderOfReleases() throws Exception {
        try (HostileServer other = new HostileServer();
                Victim released = new Victim(folder.resolve("released"), other)) {
            released.with("APP_LAYOUT", "releases")
                    .with("APP_DIR", released.releases().toString())
                    .start();
            other.agent();
            requireNoWayOut(other, released);
        }
    }

    /** A version with links that lead out, one with files behind where they were, and the first again. */
    private static void requireNoWayOut(HostileServer server, Victim victim) throws Exception {
        // given
        GitFixture git = victim.git();
        Path work = git.remote().resolveSibling("work");
        Files.createSymbolicLink(work.resolve("link"), victim.outside());
        Files.createSymbolicLink(work.resolve("settings"), victim.outside().resolve("secret"));
        String linked = git.commit("Links", Map.of("version", "2"));
        Files.delete(work.resolve("link"));
        Files.createDirectory(work.resolve("link"));
        Files.delete(work.resolve("settings"));
        String planted = git.commit("Behind them", Map.of("link/planted", "x", "settings", "y"));
        Files.createDirectories(victim.releases());
        FileTree before = victim.surroundings();

        for (String commit : List.of(linked, planted, linked)) {
            // when
            String id = "update-" + System.nanoTime();
            server.say("{\"type\":\"update\",\"commandId\":\"" + id + "\",\"commit\":\"" + commit
                    + "\",\"options\":{\"force\":true,\"allow_downgrade\":true}}");

            // then
            JsonObject result = server.awaitResult(id);
            assertThat(state(result)).as(result.toString()).isEqualTo("succeeded");
        }
        assertThat(victim.outside().resolve("planted")).doesNotExist();
        assertThat(victim.outside().resolve("secret")).hasContent(Victim.SECRET);
        assertThat(victim.surroundings()).isEqualTo(before);
    }

    @Test
    void aReleaseOfTheAgentThatNoPinnedKeySignedIsNotEvenFetched() throws Exception {
        // when
        JsonObject result =
                ask("{\"type\":\"agent_update\",\"commandId\":\"upgrade\",\"version\":\"99.0.0\"}", "upgrade");
        server.say("{\"type\":\"release_part\",\"version\":\"99.0.0\",\"offset\":0,\"signature\":\"none\",\"data\":\""
                + Base64.getEncoder().encodeToString("#!/bin/sh".getBytes(StandardCharsets.UTF_8)) + "\"}");
        requireSound();

        // then
        assertThat(state(result)).isIn("rejected", "failed");
        assertThat(server.heard())
                .noneMatch(message -> message.get("type").getAsString().equals("fetch_release"));
    }

    @Test
    void framesThatAreNoneEndTheConnectionAndNotTheAgent() throws Exception {
        // given
        List<Map.Entry<Integer, byte[]>> frames = List.of(
                Map.entry(0x80 | RawSocket.BINARY, new byte[10]),
                Map.entry(0x80 | RawSocket.TEXT, new byte[] {(byte) 0xc3, 0x28}), // no UTF-8
                Map.entry(0x80 | RawSocket.TEXT, "a".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII)),
                Map.entry(0xf0 | RawSocket.TEXT, new byte[] {'x'}), // reserved bits
                Map.entry(RawSocket.PING, new byte[] {'x'})); // a control frame in parts
        for (Map.Entry<Integer, byte[]> frame : frames) {
            // when
            int connections = server.connections();
            server.agent().frame(frame.getKey(), frame.getValue());

            // then
            await("a new connection after frame " + frame.getKey())
                    .atMost(ChildProcess.PATIENCE)
                    .until(() -> server.connections() > connections);
        }
        requireSound();
    }
}
