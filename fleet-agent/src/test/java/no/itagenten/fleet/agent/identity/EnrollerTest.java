package no.itagenten.fleet.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import no.itagenten.fleet.agent.StandInServer;
import no.itagenten.fleet.agent.config.ServerAddress;
import no.itagenten.fleet.agent.config.TokenSource;
import no.itagenten.fleet.protocol.DeviceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrollerTest {

    private static final DeviceId DEVICE = new DeviceId("dev-1");

    @TempDir
    Path folder;

    private StandInServer server;
    private Enroller enroller;
    private Credential credential;

    @BeforeEach
    void aServer() throws Exception {
        server = new StandInServer();
        enroller = new Enroller(
                HttpClient.newHttpClient(),
                ServerAddress.parse(server.url(), false).enrollment(),
                DEVICE,
                new TokenSource.Given(StandInServer.TOKEN));
        credential = Credential.load(folder, DEVICE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsWhichServerItEnrolledWith() throws Exception {
        enroller.enroll(credential);

        assertThat(Credential.load(folder, DEVICE).enrollment()).contains(new Enrollment(DEVICE, "server-one"));
    }

    @Test
    void enrolsAnewWithTheSameServerOnly() throws Exception {
        enroller.enroll(credential);
        server.serverId = "another";

        assertThatThrownBy(() -> enroller.enroll(credential))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another")
                .hasMessageContaining("server-one")
                .hasMessageContaining("delete " + folder.resolve("enrollment.json"));

        assertThat(Credential.load(folder, DEVICE).enrollment()).contains(new Enrollment(DEVICE, "server-one"));
    }
}
