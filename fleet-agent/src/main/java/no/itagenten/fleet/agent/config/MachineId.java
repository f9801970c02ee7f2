package no.itagenten.fleet.agent.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import no.itagenten.fleet.protocol.DeviceId;

/** Makes a device's id out of the machine's: the same for ever, and the machine id itself stays on the machine. */
final class MachineId {

    private static final String PURPOSE = "r58-fleet device id v1\n";

    private MachineId() {}

    static DeviceId deviceId(Path root) throws ConfigException {
        Path file = root.resolve("etc/machine-id");
        String machineId;
        try {
            machineId = Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new ConfigException("DEVICE_ID is not set and " + file + " cannot be read; add DEVICE_ID=name", e);
        }
        if (!machineId.matches("[0-9a-f]{32}")) {
            throw new ConfigException("DEVICE_ID is not set and " + file + " holds no machine id; add DEVICE_ID=name");
        }
        byte[] hash = sha256().digest((PURPOSE + machineId).getBytes(StandardCharsets.UTF_8));
        return new DeviceId("r58-" + HexFormat.of().formatHex(hash, 0, 4));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
