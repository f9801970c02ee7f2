package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.rest.CommandView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One service of a device is stopped, looked at and started, from the command line to the process. */
class ServiceIT {

    private static Installation installation;
    private static Device device;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
        device = installation.device("it-service").start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    private static Output service(String action, String... more) throws Exception {
        String[] words = new String[4 + more.length];
        words[0] = "service";
        words[1] = action;
        words[2] = "it-service";
        words[3] = Device.SERVICE;
        System.arraycopy(more, 0, words, 4, more.length);
        return installation.fleetctl().run(words);
    }

    @Test
    void aServiceIsStoppedAndStartedAgain() throws Exception {
        // given
        long before = device.app().awaitAnswer().pid();

        // when
        Output stopped = service("stop");

        // then
        assertThat(stopped.exitCode()).as(stopped.err()).isZero();
        assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(service("status").out()).contains("inactive");

        // and when
        Output started = service("start");

        // then
        assertThat(started.exitCode()).as(started.err()).isZero();
        assertThat(device.app().awaitAnswer().pid()).isNotEqualTo(before);
    }

    @Test
    void itsStateComesAsJsonToo() throws Exception {
        Output output = service("status", "-o", "json");

        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.jsonItem(CommandView.class).result().orElseThrow().details())
                .containsKey("active_state");
    }

    @Test
    void aServiceThatIsNotOnTheDevicesListIsNotTouched() throws Exception {
        Output output = installation.fleetctl().run("service", "stop", "it-service", "ssh");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.err()).contains("ssh").contains("SERVICES");
    }
}
