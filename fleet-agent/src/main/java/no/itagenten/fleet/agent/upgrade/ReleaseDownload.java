package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.FetchRelease;
import no.itagenten.fleet.protocol.ReleasePart;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;

/**
 * Fetches a release over the connection to the server, part by part: one is asked for when the one before is there, so that it
 * goes no faster than the line, and goes on after the connection was lost. {@link #received} is for any thread, and never blocks;
 * {@link #fetch} is for one at a time.
 */
public final class ReleaseDownload {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(20);
    private static final Duration GIVE_UP = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 200;

    private final DeviceId device;
    private final Consumer<DeviceMessage> uplink;
    private final LongSupplier nanoTime;
    private final BlockingQueue<ReleasePart> parts = new ArrayBlockingQueue<>(4);

    /** @param uplink takes messages for the server and never blocks */
    public ReleaseDownload(DeviceId device, Consumer<DeviceMessage> uplink, LongSupplier nanoTime) {
        this.device = device;
        this.uplink = uplink;
        this.nanoTime = nanoTime;
    }

    /** The server sent a part; one that nobody waits for is thrown away. */
    public void received(ReleasePart part) {
        var unused = parts.offer(part);
    }

    /**
     * Puts archive and signature into the spool.
     *
     * @throws RefusedReleaseException if it is none that this device takes; most is found out before much is fetched
     * @throws IOException if it cannot be had, or not be written
     */
    void fetch(ReleaseVersion version, ReleaseKeys keys, UpgradeSpool spool, Cancellation cancellation)
            throws IOException, RefusedReleaseException, InterruptedException {
        AtomicFile.createFolder(spool.folder());
        spool.clear();
        parts.clear();
        Optional<SignedRelease> signed = Optional.empty();
        try (OutputStream out = Files.newOutputStream(spool.archive())) {
            long offset = 0;
            while (signed.isEmpty() || offset < signed.get().release().size()) {
                ReleasePart part = part(version, offset, cancellation);
                if (cancellation.isRequested()) {
                    return;
                }
                SignedRelease named = signature(part, version);
                if (signed.isEmpty()) {
                    var unused = keys.verify(named);
                    signed = Optional.of(named);
                } else if (!signed.get().equals(named)) {
                    throw new RefusedReleaseException(
                            "the server exchanged the release " + version + " while it was fetched; try again");
                }
                byte[] data = data(part);
                if (data.length == 0 || offset + data.length > named.release().size()) {
                    throw new RefusedReleaseException(
                            "the server's release " + version + " is not as long as its signature says");
                }
                out.write(data);
                offset += data.length;
            }
        }
        ArchiveChecksum.require(spool.archive(), signed.get().release());
        Files.writeString(spool.signature(), signed.get().text(), StandardCharsets.US_ASCII);
    }

    private ReleasePart part(ReleaseVersion version, long offset, Cancellation cancellation)
            throws IOException, InterruptedException {
        long begun = nanoTime.getAsLong();
        long asked = 0;
        for (int times = 0; nanoTime.getAsLong() - begun < GIVE_UP.toNanos(); ) {
            if (times == 0 || nanoTime.getAsLong() - asked >= ASK_AGAIN.toNanos()) {
                uplink.accept(new FetchRelease(device, version.toString(), offset));
                asked = nanoTime.getAsLong();
                times++;
            }
            ReleasePart part = parts.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (part != null && part.version().equals(version.toString()) && part.offset() == offset) {
                return part;
            }
            if (cancellation.isRequested()) {
                return ReleasePart.none(version.toString(), offset, "stopped on request");
            }
        }
        throw new IOException(
                "the server has sent nothing of release " + version + " for " + GIVE_UP.toMinutes() + " minutes");
    }

    private static SignedRelease signature(ReleasePart part, ReleaseVersion version)
            throws IOException, RefusedReleaseException {
        if (part.problem().isPresent()) {
            throw new IOException(part.problem().get());
        }
        try {
            SignedRelease signed = SignedRelease.parse(part.signature().orElse(""));
            if (!signed.release().version().equals(version)) {
                throw new RefusedReleaseException(
                        "the server sent release " + signed.release().version() + " for " + version);
            }
            return signed;
        } catch (IllegalArgumentException e) {
            throw new RefusedReleaseException("what the server sent cannot be used: " + e.getMessage(), e);
        }
    }

    private static byte[] data(ReleasePart part) throws RefusedReleaseException {
        try {
            return Base64.getDecoder().decode(part.data().orElse(""));
        } catch (IllegalArgumentException e) {
            throw new RefusedReleaseException("what the server sent is damaged", e);
        }
    }
}
