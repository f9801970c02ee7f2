package no.itagenten.fleet.fleetctl.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.junit.jupiter.api.Test;

class DeviceFinderTest {

    private static DeviceFinder among(String... idsAndNames) {
        List<DeviceView> devices = new ArrayList<>();
        for (String both : idsAndNames) {
            String[] parts = both.split("=", 2);
            try {
                devices.add(WireJson.decode(Sample.device(parts[0], parts[1], "online"), DeviceView.class));
            } catch (ProtocolException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return new DeviceFinder(devices);
    }

    @Test
    void findsByIdByNameAndByTheBeginningOfEither() {
        DeviceFinder finder = among("r58-3f9a=Kirke 1", "r58-77aa=Kapell");

        assertThat(finder.find("r58-3f9a").name()).isEqualTo("Kirke 1");
        assertThat(finder.find("Kapell").id().value()).isEqualTo("r58-77aa");
        assertThat(finder.find("r58-3").name()).isEqualTo("Kirke 1");
        assertThat(finder.find("kap").id().value()).isEqualTo("r58-77aa");
    }

    @Test
    void anExactIdWinsOverANameAndALongerId() {
        DeviceFinder finder = among("studio=x", "r58-1=studio", "studio-2=y");

        assertThat(finder.find("studio").id().value()).isEqualTo("studio");
    }

    @Test
    void severalAreNeverGuessedAmong() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> among("r58-1=Kirke 1", "r58-2=Kirke 2").find("kirke"))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE))
                .satisfies(problem -> assertThat(problem.nextStep()).contains("r58-1 (Kirke 1)", "r58-2 (Kirke 2)"));
    }

    @Test
    void twoDevicesOfOneNameAreSeveral() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> among("r58-1=Kirke", "r58-2=Kirke").find("Kirke"))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE));
    }

    @Test
    void noneComesWithAGuess() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> among("r58-1=Kirke", "r58-2=Kapell").find("Krike"))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NO_DEVICE))
                .satisfies(problem -> assertThat(problem.nextStep()).isEqualTo("Did you mean Kirke?"));
    }

    @Test
    void eachDeviceIsFoundOnceInTheOrderNamed() {
        assertThat(among("r58-1=Kirke", "r58-2=Kapell").findAll(List.of("Kapell", "r58-1", "r58-2")))
                .extracting(device -> device.id().value())
                .containsExactly("r58-2", "r58-1");
    }
}
