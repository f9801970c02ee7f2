package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
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
    private int restarts;

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
        return new SelfUpgrade(device.places, device.stateDir, version, new Unit(), download[0], () -> restarts++);
    }

    public void unpinKeys() throws IOException {
        Files.delete(device.places.keys());
    }

    public int restarts() {
        return restarts;
    }

    /** The guard looks, with the time over. */
    public void guardLooks() throws IOException, InterruptedException {
        AgentUnit none = new AgentUnit() {
            @Override
            public Optional<String> run() {
                return Optional.empty();
            }

            @Override
            public void restart() {
                restarts++;
            }
        };
        var unused = new UpgradeGuard(device.places, none, Duration.ZERO, () -> 0, millis -> {}).watch();
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
