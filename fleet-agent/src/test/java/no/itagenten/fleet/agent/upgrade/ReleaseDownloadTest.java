package no.itagenten.fleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.FetchRelease;
import no.itagenten.fleet.protocol.ReleasePart;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseDownloadTest {

    private static final ReleaseVersion VERSION = ReleaseVersion.parse("1.1.0");

    @TempDir
    Path folder;

    private ReleaseFixture maker;
    private UpgradeSpool spool;
    private Path archive;
    private SignedRelease signed;
    private ReleaseDownload download;
    private final List<Long> asked = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private boolean silentOnce;
    private boolean silent;
    private Optional<String> problem = Optional.empty();

    @BeforeEach
    void aServerWithARelease() throws Exception {
        maker = new ReleaseFixture(folder);
        spool = new UpgradeSpool(folder.resolve("state"));
        Map<String, String> agent = ReleaseFixture.agent("1.1.0");
        agent.put(
                "lib/fleet-agent/noise.jar",
                new Random(1)
                        .ints(60_000, ' ', 1000)
                        .mapToObj(Integer::toString)
                        .reduce("", String::concat)
                        .substring(0, 150_000));
        archive = maker.archive(agent);
        signed = maker.sign(archive, "1.1.0");
        // Each look at the clock is a while later: nobody waits for real.
        download = new ReleaseDownload(new DeviceId("d"), this::toServer, () -> now.getAndAdd(3_000_000_000L));
    }

    @Test
    void putsTogetherWhatComesInParts() throws Exception {
        fetch();

        assertThat(asked).hasSizeGreaterThan(1).isSorted().doesNotHaveDuplicates();
        assertThat(spool.archive()).hasSameBinaryContentAs(archive);
        assertThat(spool.signature()).hasContent(signed.text());
    }

    @Test
    void asksAgainWhenNothingComes() throws Exception {
        silentOnce = true;

        fetch();

        assertThat(asked).startsWith(0L, 0L);
        assertThat(spool.archive()).hasSameBinaryContentAs(archive);
    }

    @Test
    void givesUpWhenNothingComesAtAll() {
        silent = true;

        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class).hasMessageContaining("has sent nothing");
    }

    @Test
    void fetchesNoMoreOfAReleaseThatNoPinnedKeySigned() throws Exception {
        signed = new ReleaseFixture(folder).sign(archive, "1.1.0");

        assertThatThrownBy(this::fetch)
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("not signed by a key that is pinned");
        assertThat(asked).containsExactly(0L);
    }

    @Test
    void refusesAnArchiveThatWasAlteredOnTheWay() throws Exception {
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length - 1] ^= 1;
        Files.write(archive, bytes);

        assertThatThrownBy(this::fetch).isInstanceOf(RefusedReleaseException.class);
        assertThat(spool.signature()).doesNotExist();
    }

    @Test
    void saysWhyTheServerHasNone() {
        problem = Optional.of("the server holds no release 1.1.0 of the agent");

        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class).hasMessage(problem.get());
    }

    private void fetch() throws Exception {
        download.fetch(VERSION, ReleaseKeys.load(maker.pinned()), spool, new Cancellation());
    }

    private void toServer(DeviceMessage message) {
        FetchRelease wanted = (FetchRelease) message;
        asked.add(wanted.offset());
        if (silent || silentOnce) {
            silentOnce = false;
            return;
        }
        download.received(
                problem.isPresent() ? ReleasePart.none("1.1.0", wanted.offset(), problem.get()) : part(wanted));
    }

    private ReleasePart part(FetchRelease wanted) {
        try {
            byte[] all = Files.readAllBytes(archive);
            int from = (int) wanted.offset();
            byte[] data = Arrays.copyOfRange(all, from, Math.min(all.length, from + ReleasePart.MAX_BYTES));
            return new ReleasePart(
                    "1.1.0",
                    from,
                    Optional.of(signed.text()),
                    Optional.of(Base64.getEncoder().encodeToString(data)),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
