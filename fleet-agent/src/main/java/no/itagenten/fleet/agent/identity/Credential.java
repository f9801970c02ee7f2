package no.itagenten.fleet.agent.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.file.SealedFile;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceAuthentication.Answer;
import no.itagenten.fleet.protocol.DeviceAuthentication.Challenge;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device's key and the enrolment that gives it a meaning, and while the key changes the next one beside it. Safe for several
 * threads.
 */
public final class Credential {

    private static final Logger LOG = LoggerFactory.getLogger(Credential.class);

    private final DeviceId device;
    private final Path keyFile;
    private volatile DeviceKey key;
    private final Path enrollmentFile;
    private volatile Optional<Enrollment> enrollment;

    private Credential(
            DeviceId device, Path keyFile, DeviceKey key, Path enrollmentFile, Optional<Enrollment> enrollment) {
        this.device = device;
        this.keyFile = keyFile;
        this.key = key;
        this.enrollmentFile = enrollmentFile;
        this.enrollment = enrollment;
    }

    /**
     * Reads or makes what belongs into {@code folder}.
     *
     * @throws IOException if the key cannot be used; the message is for an operator
     */
    public static Credential load(Path folder, DeviceId device) throws IOException {
        Path keyFile = folder.resolve("device.key");
        DeviceKey key = DeviceKey.loadOrCreate(keyFile);
        Path file = folder.resolve("enrollment.json");
        return new Credential(device, keyFile, key, file, read(file, device));
    }

    public Optional<Enrollment> enrollment() {
        return enrollment;
    }

    /** As which device. */
    public DeviceId device() {
        return device;
    }

    public DeviceKey key() {
        return key;
    }

    /**
     * The key that shall take the place of the present one: on disk when this returns, and the same one until {@link #change}.
     *
     * @throws IOException if it cannot be made or read
     */
    public DeviceKey nextKey() throws IOException {
        return DeviceKey.loadOrCreate(nextFile());
    }

    /**
     * Puts the next key in the place of the present one, in one step; on disk when this returns. Only for one that the server
     * acknowledged.
     */
    public void change(DeviceKey next) throws IOException {
        Files.move(nextFile(), keyFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        key = next;
        AtomicFile.forceFolder(keyFile.toAbsolutePath().getParent());
    }

    private Path nextFile() {
        return keyFile.resolveSibling("device.key.next");
    }

    /**
     * Signs the challenge.
     *
     * @throws WrongServerException if another server asks than the one this device enrolled with
     * @throws IllegalStateException if the device is not enrolled
     */
    public Answer answer(Challenge challenge) throws WrongServerException {
        if (enrollment.isEmpty()) {
            throw new IllegalStateException("not enrolled");
        }
        requireKnown(challenge.server());
        byte[] payload = DeviceAuthentication.connectPayload(challenge.server(), device, challenge.challenge());
        return new Answer(challenge.challenge(), key.sign(payload));
    }

    /** @throws WrongServerException if this device enrolled, and with another server */
    void requireKnown(String serverId) throws WrongServerException {
        if (enrollment.isPresent() && !enrollment.get().serverId().equals(serverId)) {
            throw new WrongServerException(enrollment.get().serverId(), serverId, enrollmentFile);
        }
    }

    /** Where the enrolment is kept. To be removed by an operator, and nobody else, when the device shall have another server. */
    public Path enrollmentFile() {
        return enrollmentFile;
    }

    void keep(Enrollment accepted) throws IOException {
        SealedFile.write(enrollmentFile, WireJson.encode(accepted));
        enrollment = Optional.of(accepted);
    }

    private static Optional<Enrollment> read(Path file, DeviceId device) {
        try {
            Enrollment stored = WireJson.decode(SealedFile.read(file), Enrollment.class);
            if (stored.deviceId().equals(device)) {
                return Optional.of(stored);
            }
            LOG.warn(
                    "This device enrolled as {} and is configured as {}: it has to enrol anew",
                    stored.deviceId(),
                    device);
        } catch (NoSuchFileException e) {
            LOG.debug("Not enrolled yet: no {}", file);
        } catch (IOException | ProtocolException e) {
            LOG.error("The enrolment in {} cannot be read and counts as missing: {}", file, e.getMessage());
        }
        return Optional.empty();
    }
}
