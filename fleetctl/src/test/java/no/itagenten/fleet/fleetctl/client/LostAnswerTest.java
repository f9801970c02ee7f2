package no.itagenten.fleet.fleetctl.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.RebootRequest;
import org.junit.jupiter.api.Test;

/** A command whose answer is lost on the way: it may have been accepted, and must not be given twice. */
class LostAnswerTest {

    private static final RebootRequest REBOOT = new RebootRequest();
    private static final DeviceId BOX = new DeviceId("box");

    private final List<Transport.Request> sent = new ArrayList<>();

    @Test
    void theSameIsAskedAgainUnderTheSameKey() {
        FleetClient client = client(new IOException("connection reset"));

        assertThat(client.reboot(BOX, REBOOT).commandId().value()).isEqualTo("cmd-1");

        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
        assertThat(sent.get(0).headers().get("Idempotency-Key")).hasSize(36);
    }

    @Test
    void eachCommandHasAKeyOfItsOwn() {
        FleetClient client = client();

        client.reboot(BOX, REBOOT);
        client.reboot(BOX, REBOOT);

        assertThat(sent.get(1).headers().get("Idempotency-Key"))
                .isNotEqualTo(sent.get(0).headers().get("Idempotency-Key"));
    }

    @Test
    void whatNeverArrivedIsNotAskedAgain() {
        FleetClient client = client(new ConnectException("refused"));

        assertThatThrownBy(() -> client.reboot(BOX, REBOOT))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNREACHABLE));

        assertThat(sent).hasSize(1);
    }

    private FleetClient client(IOException... failures) {
        Transport transport = request -> {
            sent.add(request);
            if (sent.size() <= failures.length) {
                throw failures[sent.size() - 1];
            }
            byte[] body = "{\"success\":true,\"commandId\":\"cmd-1\",\"message\":\"on its way\"}"
                    .getBytes(StandardCharsets.UTF_8);
            return new Answer(
                    200, "OK", Map.of("content-type", "application/json"), new ByteArrayInputStream(body), () -> {});
        };
        return new FleetClient(
                transport, Endpoint.parse("http://127.0.0.1:1"), Bearer.of(Optional.empty()), new Cancellation());
    }
}
