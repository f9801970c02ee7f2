package no.itagenten.fleet.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineProbeTest {

    private static final String MACHINE_ID = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path root;

    private void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void card(String name, String bus, String assignType, String address) throws IOException {
        file("sys/devices/" + bus + "/" + name + "/address", address + "\n");
        file("sys/devices/" + bus + "/" + name + "/addr_assign_type", assignType + "\n");
        Files.createSymbolicLink(
                root.resolve("sys/devices/" + bus + "/" + name + "/device"), root.resolve("sys/devices/" + bus));
        Files.createDirectories(root.resolve("sys/class/net"));
        Files.createSymbolicLink(
                root.resolve("sys/class/net/" + name), root.resolve("sys/devices/" + bus + "/" + name));
    }

    @Test
    void tellsAHashOfTheMachineIdAndNeverTheIdItself() throws IOException {
        file("etc/machine-id", MACHINE_ID + "\n");

        assertThat(new MachineProbe(root).machineId().orElseThrow())
                .matches("[0-9a-f]{64}")
                .doesNotContain(MACHINE_ID);
    }

    @Test
    void theSerialNumberOfTheBoardIsTheHardware() throws IOException {
        file("proc/device-tree/serial-number", "a1b2\0");
        String with = new MachineProbe(root).hardwareId().orElseThrow();
        card("eth0", "pci0", "0", "02:00:00:00:00:01");

        assertThat(new MachineProbe(root).hardwareId()).contains(with);
        file("proc/device-tree/serial-number", "a1b3\0");
        assertThat(new MachineProbe(root).hardwareId().orElseThrow()).isNotEqualTo(with);
    }

    @Test
    void withoutOneOnlyBurntInAddressesOfBuiltInCardsAre() throws IOException {
        card("eth0", "pci0", "0", "02:00:00:00:00:01");
        String one = new MachineProbe(root).hardwareId().orElseThrow();

        card("eth1", "usb1", "0", "02:00:00:00:00:02");
        card("veth0", "virtual", "3", "02:00:00:00:00:03");

        assertThat(new MachineProbe(root).hardwareId()).contains(one);
    }

    @Test
    void whereNothingIsKnownNothingIsTold() {
        assertThat(new MachineProbe(root).machineId()).isEmpty();
        assertThat(new MachineProbe(root).hardwareId()).isEmpty();
    }
}
