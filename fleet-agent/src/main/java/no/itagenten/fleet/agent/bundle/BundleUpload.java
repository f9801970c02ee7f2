package no.itagenten.fleet.agent.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import no.itagenten.fleet.protocol.BundleAck;
import no.itagenten.fleet.protocol.BundleChunk;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.Protocol;

/**
 * Sends an archive piece by piece, each once the one before is stored, and goes on where the server says after a break: however long
 * the connection is away, whichever of the two is started anew. For one thread.
 */
public final class BundleUpload {

    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(200);

    private final Consumer<DeviceMessage> uplink;
    private final BundleAcks acks;
    private final Duration sendAgainAfter;

    /** What the one who waits for it may do meanwhile. */
    public interface Watcher {
        /** Called several times a second. @throws StoppedException to give up */
        void waiting(long stored, long size) throws StoppedException;
    }

    /** The server takes no more of it. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** @param uplink takes messages for the server and never blocks; what cannot be sent is lost */
    public BundleUpload(Consumer<DeviceMessage> uplink, BundleAcks acks) {
        this(uplink, acks, Duration.ofSeconds(5));
    }

    BundleUpload(Consumer<DeviceMessage> uplink, BundleAcks acks, Duration sendAgainAfter) {
        this.uplink = uplink;
        this.acks = acks;
        this.sendAgainAfter = sendAgainAfter;
    }

    /**
     * Returns the archive's SHA-256 when all of it is on the server's disk.
     *
     * @throws RefusedException if the server does not take it; the message says why
     * @throws StoppedException as the watcher threw it
     * @throws IOException if the archive cannot be read
     */
    public String send(DeviceId device, CommandId command, Path archive, Watcher watcher)
            throws IOException, InterruptedException, RefusedException, StoppedException {
        acks.clear();
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.READ)) {
            long size = file.size();
            String sha256 = sha256(file);
            long stored = 0;
            while (stored < size) {
                byte[] piece = piece(file, stored);
                uplink.accept(BundleChunk.of(device, command, size, sha256, stored, piece));
                Optional<BundleAck> ack = await(command, stored, size, watcher);
                if (ack.isPresent() && ack.get().problem().isPresent()) {
                    throw new RefusedException(ack.get().problem().get());
                }
                stored = ack.map(BundleAck::stored).orElse(stored);
            }
            return sha256;
        }
    }

    private Optional<BundleAck> await(CommandId command, long stored, long size, Watcher watcher)
            throws InterruptedException, StoppedException {
        for (Duration left = sendAgainAfter; !left.isNegative(); left = left.minus(LOOK_UP_EVERY)) {
            watcher.waiting(stored, size);
            Optional<BundleAck> ack = acks.await(command, LOOK_UP_EVERY);
            boolean ofAnEarlierPiece = ack.isPresent()
                    && ack.get().problem().isEmpty()
                    && ack.get().stored() == stored; // that was sent twice: to take it would send this one twice, too
            if (ack.isPresent() && !ofAnEarlierPiece) {
                return ack;
            }
        }
        return Optional.empty();
    }

    private static byte[] piece(FileChannel file, long from) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(Protocol.MAX_BUNDLE_CHUNK_BYTES, file.size() - from));
        while (piece.hasRemaining()) {
            if (file.read(piece, from + piece.position()) < 0) {
                throw new IOException("the archive became shorter while it was sent");
            }
        }
        return piece.array();
    }

    private static String sha256(FileChannel file) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            InputStream in = Channels.newInputStream(file);
            byte[] buffer = new byte[Protocol.MAX_BUNDLE_CHUNK_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
