package no.itagenten.fleet.fleetctl.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import no.itagenten.fleet.fleetctl.CommandCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChosenDevicesTest {

    private final ChosenDevices chosen = new ChosenDevices(new CommandCatalog());

    private String with(String command) {
        return String.join(" ", chosen.addTo(List.of(command.split(" ", -1))));
    }

    @ParameterizedTest
    @CsvSource({
        "logs -f, logs X -f",
        "restart --service r58-recorder, restart X --service r58-recorder",
        "device show, device show X",
        "service start r58-recorder, service start X r58-recorder",
        "config set log_level=debug heartbeat_interval=10, config set X log_level=debug heartbeat_interval=10"
    })
    void standsWhereACommandNamesNoDevice(String typed, String run) {
        chosen.choose(List.of("X"), "X");

        assertThat(with(typed)).isEqualTo(run);
    }

    @ParameterizedTest
    @CsvSource({
        "logs kirke-1",
        "restart --all",
        "restart -l venue=oslo",
        "service start kirke-1 r58-recorder",
        "config set kirke-1 log_level=debug",
        "devices",
        "device remove",
        "version",
        "restart --help",
        "nonsense"
    })
    void standsNowhereElse(String typed) {
        chosen.choose(List.of("X"), "X");

        assertThat(with(typed)).isEqualTo(typed);
    }

    @Test
    void isForgotten() {
        chosen.choose(List.of("X"), "X");

        chosen.forget();

        assertThat(with("logs")).isEqualTo("logs");
    }
}
