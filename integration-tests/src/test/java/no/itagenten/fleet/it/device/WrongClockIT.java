package no.itagenten.fleet.it.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import no.itagenten.fleet.agent.file.SealedFile;
import no.itagenten.fleet.it.fixture.BareDevice;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.it.fixture.SelfSigned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A device whose clock is behind after it booted, at a server with a certificate that is newer than what the clock says: the
 * certificate is judged as of the time that was last known to be true.
 */
class WrongClockIT {

    private static final String TAKEN_IN = "The server took us in";
    private static final String REFUSED = "judged as of ";

    @TempDir
    Path folder;

    private Installation serverWith(SelfSigned certificate) throws Exception {
        return Installation.start(
                "--open-enrollment",
                "--tls-cert",
                certificate.certificate().toString(),
                "--tls-key",
                certificate.key().toString());
    }

    private static BareDevice device(Installation installation, String id, SelfSigned certificate) throws Exception {
        return installation
                .bareDevice(id)
                .with("CA_FILE", certificate.certificate().toString());
    }

    private static Path knownTime(BareDevice device) {
        return device.agent().stateFolder().resolve("known-time");
    }

    private static void know(BareDevice device, Instant time) throws Exception {
        Files.createDirectories(device.agent().stateFolder());
        SealedFile.write(knownTime(device), time.toString());
    }

    @Test
    void aDeviceConnectsByTheTimeItLastKnewWhenItsClockIsBehindTheCertificate() throws Exception {
        // given
        SelfSigned ofNextMonth = SelfSigned.create(folder, "+50d", 100);
        try (Installation installation = serverWith(ofNextMonth)) {
            BareDevice knows = device(installation, "it-knows", ofNextMonth);
            know(knows, Instant.now().plus(Duration.ofDays(60)));
            BareDevice knowsNothing = device(installation, "it-knows-nothing", ofNextMonth);

            // when
            knows.startAgent();
            knowsNothing.startAgent();

            // then
            knows.awaitLog(TAKEN_IN);
            knowsNothing.awaitLog(REFUSED);
        }
    }

    @Test
    void whatTheServerSaysIsKnownAfterTheNextBootAndAnEndedCertificateIsRefusedByIt() throws Exception {
        // given
        SelfSigned ofToday = SelfSigned.create(folder, "-10d", 100);
        try (Installation installation = serverWith(ofToday)) {
            BareDevice device = device(installation, "it-told", ofToday);
            BareDevice later = device(installation, "it-later", ofToday);
            know(later, Instant.now().plus(Duration.ofDays(200)));

            // when
            device.startAgent();
            later.startAgent();

            // then
            device.awaitLog(TAKEN_IN);
            await().atMost(ChildProcess.PATIENCE).until(() -> Files.exists(knownTime(device)));
            assertThat(Instant.parse(SealedFile.read(knownTime(device)).strip()))
                    .isCloseTo(Instant.now(), within(2, ChronoUnit.MINUTES));
            later.awaitLog(REFUSED);
        }
    }
}
