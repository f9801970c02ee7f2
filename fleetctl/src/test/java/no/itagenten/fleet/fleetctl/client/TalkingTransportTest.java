package no.itagenten.fleet.fleetctl.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import no.itagenten.fleet.fleetctl.Cli;
import no.itagenten.fleet.fleetctl.FakeFleet;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --verbose}. */
class TalkingTransportTest {

    @TempDir
    private Path folder;

    private FakeFleet fleet;
    private Cli cli;

    @BeforeEach
    void start() {
        fleet = new FakeFleet();
        cli = new Cli(folder).at(fleet);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void requestsAndAnswersAreToldOnStandardErrorWithoutTheToken() {
        fleet.on("GET /api/devices", 200, Sample.devices())
                .on("POST /api/devices/r58-aaa/restart", 202, Sample.accepted("cmd-1"));

        ExitCode code = cli.run("restart", "r58-aaa", "--async", "--verbose");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(cli.out()).isEqualTo("cmd-1\n");
        assertThat(cli.err().replaceAll("\\d+ ms", "N ms")).isEqualTo("""
                        > GET %1$s/api/devices
                        < 200 OK, application/json; charset=utf-8, after N ms
                        > POST %1$s/api/devices/r58-aaa/restart
                        < 202 Accepted, application/json; charset=utf-8, after N ms
                        """.formatted(fleet.url()));
        assertThat(cli.err()).doesNotContain(FakeFleet.TOKEN);
    }

    @Test
    void aPasswordIsNotTold() {
        fleet.on("POST /api/login/token", 401, "{\"error\":\"no\",\"code\":\"unauthorized\"}");

        cli.typing("hunter2hunter2\n")
                .run("login", "--url", fleet.url(), "--user", "kari", "--password-stdin", "--verbose");

        assertThat(cli.err())
                .contains("> POST " + fleet.url() + "/api/login/token")
                .doesNotContain("hunter2");
    }

    @Test
    void thatNobodyAnswersIsToldToo() {
        fleet.close();

        ExitCode code = cli.run("devices", "--verbose");

        assertThat(code).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(cli.err()).contains("< no answer: Connection refused, after ");
    }
}
