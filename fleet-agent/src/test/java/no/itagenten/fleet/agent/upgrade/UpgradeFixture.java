package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.FetchRelease;
import no.itagenten.fleet.protocol.ReleasePart;
import no.itagenten.fleet.protocol.release.SignedRelease;

/** A device whose agent may be upgraded, for tests of other packages: root's step is the real one, without systemd between. */
public final class UpgradeFixture {

    private final InstalledAgent device;
    private final Path archive;
    private final SignedRelease signed;
    private final List<Runnable> aMinuteLater = new CopyOnWriteArrayList<>();
    private final AtomicInteger restarts = new AtomicInteger();

    /** Version 1.0.0 is installed, and a server holds 1.1.0. */
    public UpgradeFixture(Path root) throws Exception {
        device = new InstalledAgent(root);
        archive = device.maker.archive(ReleaseFixture.agent("1.1.0"));
        signed = device.maker.sign(archive, "1.1.0");
    }

    /** The agent as it is after a start, with that version. */
    public SelfUpgrade agent(String version) {
        ReleaseDownload[] download = new ReleaseDownload[1];
        download[0] = new ReleaseDownload(
                new DeviceId("d"), message -> download[0].received(part(message)), System::nanoTime);
        device.unit.end();
        TrialConfirmation confirmation =
                new TrialConfirmation(device.notes, device.spool, version, device.unit.run(), aMinuteLater::add);
        return new SelfUpgrade(
                device.places,
                device.spool,
                version,
                confirmation,
                () -> false,
                new Unit(),
                download[0],
                restarts::incrementAndGet);
    }

    /** What agents wanted to do after a while, they do now. */
    public void aMinutePasses() {
        aMinuteLater.forEach(Runnable::run);
        aMinuteLater.clear();
    }

    public void unpinKeys() throws IOException {
        Files.delete(device.places.keys());
    }

    public int restarts() {
        return restarts.get();
    }

    /** The guard looks until it has made up its mind. */
    public void guardLooks() throws IOException, InterruptedException {
        long[] now = {0};
        UpgradeGuard guard = new UpgradeGuard(
                device.notes,
                device.unit,
                Duration.ofMinutes(2),
                () -> now[0],
                millis -> now[0] += Duration.ofSeconds(61).toNanos());
        var unused = guard.watch();
    }

    /** Root's step ends without a word: the power goes after the switch. */
    public void losesTheReport() throws IOException {
        Files.delete(device.places.report());
    }

    private ReleasePart part(DeviceMessage message) {
        try {
            byte[] all = Files.readAllBytes(archive);
            return new ReleasePart(
                    ((FetchRelease) message).version(),
                    0,
                    Optional.of(signed.text()),
                    Optional.of(Base64.getEncoder().encodeToString(all)),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Unit implements UpgradeUnit {
        @Override
        public boolean isInstalled() {
            return true;
        }

        @Override
        public String runOnce(Duration within) throws InterruptedException {
            try {
                return device.upgrade().state() == UpgradeReport.State.SWITCHED ? "" : "exited with 1";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean isActive() {
            return false;
        }
    }
}
