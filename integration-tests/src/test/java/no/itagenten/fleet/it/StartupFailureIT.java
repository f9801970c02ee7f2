package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import no.itagenten.fleet.it.fixture.AgentProcess;
import no.itagenten.fleet.it.fixture.FleetdProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that cannot start says why, in one line, and ends. */
class StartupFailureIT {

    @TempDir
    private Path folder;

    @Test
    void fleetdOnAPortThatIsInUse() throws Exception {
        // given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            // when
            var failure = FleetdProcess.startAndFail(folder, "--listen", address, "--data", folder + "/data");

            // then
            assertThat(failure.exitCode()).isEqualTo(1);
            assertThat(failure.output().lines()).singleElement().asString().contains(address, "--listen");
        }
    }

    @Test
    void fleetdOnADatabaseThatIsNone() throws Exception {
        // given
        Path data = Files.createDirectory(folder.resolve("data"));
        try (FleetdProcess first = FleetdProcess.start(folder)) {
            first.process().terminate();
        }
        try (var files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("admin.token"))
                    .toList()) {
                Files.writeString(file, "This was a database once. ".repeat(1000));
            }
        }

        // when
        var failure = FleetdProcess.startAndFail(folder, "--listen", "127.0.0.1:0", "--data", data.toString());

        // then
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.output().lines()).singleElement().asString().contains("database");
    }

    @Test
    void anAgentWhoseConfigurationHasAMistake() throws Exception {
        // given
        try (AgentProcess agent = new AgentProcess(folder)) {
            agent.configure(Map.of("FLEET_API_URI", "wss://fleet.example.org/ws"));

            // when
            agent.start();

            // then
            assertThat(agent.process().awaitExit()).isEqualTo(2);
            assertThat(agent.process().output().lines())
                    .singleElement()
                    .asString()
                    .contains("agent.conf:1", "FLEET_API_URI");
        }
    }
}
