package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Tells one machine from a copy of it, without telling what it is: hashes under labels of our own, as machine-id(5) asks for.
 * Stateless.
 */
public final class MachineProbe {

    private static final String INSTALLATION = "r58-fleet machine id v1\n";
    private static final String HARDWARE = "r58-fleet hardware id v1\n";

    /** An address that is burnt in (NET_ADDR_PERM of the kernel's netdevice.h): not one that was made up at boot. */
    private static final String PERMANENT = "0";

    private final Path root;

    /** @param root the file system's root */
    public MachineProbe(Path root) {
        this.root = root;
    }

    /** Of this installation, the same on a copy of its disk. */
    public Optional<String> machineId() {
        return line(root.resolve("etc/machine-id"))
                .filter(id -> id.matches("[0-9a-f]{32}"))
                .map(id -> hash(INSTALLATION + id));
    }

    /** Of the machine, another one on a copy of its disk: its serial number, else the addresses of its wired interfaces. */
    public Optional<String> hardwareId() {
        return line(root.resolve("proc/device-tree/serial-number"))
                .or(this::wiredAddresses)
                .map(text -> hash(HARDWARE + text));
    }

    private Optional<String> wiredAddresses() {
        TreeSet<String> addresses = new TreeSet<>();
        try (DirectoryStream<Path> interfaces = Files.newDirectoryStream(root.resolve("sys/class/net"))) {
            for (Path one : interfaces) {
                if (isBuiltIn(one) && !Files.exists(one.resolve("wireless")) && isPermanent(one)) {
                    line(one.resolve("address")).ifPresent(addresses::add);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return addresses.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", addresses));
    }

    /** What hangs on USB comes and goes. */
    private static boolean isBuiltIn(Path one) throws IOException {
        Path device = one.resolve("device");
        return Files.exists(device) && !device.toRealPath().toString().contains("/usb");
    }

    private static boolean isPermanent(Path one) {
        return line(one.resolve("addr_assign_type")).equals(Optional.of(PERMANENT));
    }

    private static Optional<String> line(Path file) {
        try {
            // The device tree ends its texts with a NUL.
            String text = Files.readString(file, StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
