package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.FirstReleaseDevice;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Restart;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.junit.jupiter.api.Test;

/** Devices of the first release, which know two messages and no credentials. */
class FirstReleaseDeviceIT {

    @Test
    void withOpenEnrolmentItIsInTheFleetAndGetsItsCommands() throws Exception {
        // given
        try (Installation installation = Installation.start("--open-enrollment");
                FirstReleaseDevice device = FirstReleaseDevice.connect(installation.fleetd(), "r58-xxxxx")) {

            // when
            device.report("abc123");

            // then
            await().atMost(ChildProcess.PATIENCE)
                    .ignoreExceptions()
                    .until(() ->
                            installation.api().device("r58-xxxxx").version().isPresent());
            DeviceView seen = installation.api().device("r58-xxxxx");
            assertThat(seen.status()).isEqualTo(DeviceStatus.ONLINE);
            assertThat(seen.version()).contains("abc123");
            assertThat(seen.ipAddress()).contains("192.168.1.100");
            assertThat(seen.cpuPercent()).contains(45.2);
            assertThat(seen.enrolled()).isFalse();

            // and when
            CommandId restart = installation.api().restart("r58-xxxxx");

            // then
            assertThat(MessageCodec.decodeServerMessage(device.next()))
                    .isEqualTo(new Restart(restart, java.util.Optional.empty()));
            assertThat(device.all()).isEmpty();
        }
    }

    @Test
    void withoutItIsRefusedAndLeavesNoTrace() throws Exception {
        // given
        try (Installation installation = Installation.start()) {

            // when
            int status = FirstReleaseDevice.refused(installation.fleetd(), "r58-xxxxx")
                    .statusCode();

            // then
            assertThat(status).isEqualTo(401);
            assertThat(installation.api().devices()).isEmpty();
        }
    }
}
