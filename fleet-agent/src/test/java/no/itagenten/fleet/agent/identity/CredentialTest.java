package no.itagenten.fleet.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;
import no.itagenten.fleet.protocol.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialTest {

    private static final DeviceId DEVICE = new DeviceId("dev-1");

    @TempDir
    Path folder;

    @Test
    void remembersItsServer() throws Exception {
        Credential.load(folder, DEVICE).keep(new Enrollment(DEVICE, "server-one"));

        Credential again = Credential.load(folder, DEVICE);

        assertThat(again.enrollment()).contains(new Enrollment(DEVICE, "server-one"));
        assertThat(again.answer(new Challenge("server-one", "c")).challenge()).isEqualTo("c");
    }

    @Test
    void givesAnotherServerNoAnswer() throws Exception {
        Credential credential = Credential.load(folder, DEVICE);
        credential.keep(new Enrollment(DEVICE, "server-one"));

        assertThatThrownBy(() -> credential.answer(new Challenge("server-two", "c")))
                .isInstanceOf(WrongServerException.class)
                .hasMessageContaining("server-two")
                .hasMessageContaining("server-one");
    }

    @Test
    void forgetsAnEnrolmentUnderAnotherName() throws Exception {
        Credential.load(folder, DEVICE).keep(new Enrollment(DEVICE, "server-one"));

        assertThat(Credential.load(folder, new DeviceId("dev-2")).enrollment()).isEmpty();
    }

    @Test
    void takesADamagedEnrolmentForNone() throws Exception {
        Credential.load(folder, DEVICE).keep(new Enrollment(DEVICE, "server-one"));
        Files.writeString(folder.resolve("enrollment.json"), "crc32c 00000000\n{}");

        assertThat(Credential.load(folder, DEVICE).enrollment()).isEmpty();
    }
}
