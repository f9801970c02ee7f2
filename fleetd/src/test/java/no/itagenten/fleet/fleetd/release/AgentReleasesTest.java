package no.itagenten.fleet.fleetd.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.fleetd.testing.UploadedRelease;
import no.itagenten.fleet.protocol.ReleasePart;
import no.itagenten.fleet.protocol.release.SignedRelease;
import no.itagenten.fleet.protocol.rest.AgentReleaseView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentReleasesTest {

    @TempDir
    Path data;

    private final UploadedRelease release = UploadedRelease.of("1.1.0");
    private Path folder;
    private AgentReleases releases;

    @BeforeEach
    void noneYet() {
        folder = data.resolve("agent-releases");
        releases = new AgentReleases(folder, Clock.systemUTC());
    }

    @Test
    void anotherSignatureOfTheSameArchiveTakesTheFirstOnesPlace() throws Exception {
        byte[] other = new byte[64];
        other[0] = 1;
        SignedRelease better = new SignedRelease(
                release.signed().release(), Base64.getEncoder().encodeToString(other));
        releases.put(release.signed(), 0, release.archive());

        AgentReleaseView answer = releases.put(better, 0, new byte[0]);

        assertThat(answer.uploadedAt()).isPresent();
        assertThat(releases.part("1.1.0", 0).signature()).contains(better.text());
    }

    @Test
    void aSignatureThatAPowerCutLeftEmptyIsReplaced() throws Exception {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve("1.1.0.sig"));

        AgentReleaseView answer = releases.put(release.signed(), 0, release.archive());

        assertThat(answer.uploadedAt()).isPresent();
        assertThat(releases.has("1.1.0")).isTrue();
    }

    @Test
    void devicesFetchWhileSomebodyUploads() throws Exception {
        AgentReleases uploading = releases;
        uploading.put(release.signed(), 0, release.archive());
        ReleasePart part;
        synchronized (uploading) { // as an upload does
            part = CompletableFuture.supplyAsync(() -> uploading.part("1.1.0", 0))
                    .get(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(part.data()).isPresent();
    }
}
