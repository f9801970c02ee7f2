package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import no.itagenten.fleet.agent.bundle.BundleUpload;
import no.itagenten.fleet.agent.bundle.BundleUpload.RefusedException;
import no.itagenten.fleet.agent.bundle.Gathered;
import no.itagenten.fleet.agent.bundle.StoppedException;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.protocol.Bundle;

/** Gathers a support bundle and sends it. Nothing on the device is changed by it, so it waits for nothing and can be stopped at any time. */
final class BundleHandler implements CommandHandler<Bundle> {

    private final boolean allowed;
    private final Path folder;
    private final Contents contents;
    private final BundleUpload upload;

    /** What is gathered. */
    @FunctionalInterface
    interface Contents {
        /**
         * Writes the archive, whole or not at all.
         *
         * @throws StoppedException once that is asked for
         * @throws IOException if the disk does not take it
         */
        Gathered write(Path archive, Instant now, Cancellation cancellation)
                throws IOException, InterruptedException, StoppedException;
    }

    /**
     * @param allowed whether the device's own configuration lets the fleet have bundles
     * @param folder of the agent's own, for the archive while it is sent
     */
    BundleHandler(boolean allowed, Path folder, Contents contents, BundleUpload upload) {
        this.allowed = allowed;
        this.folder = folder;
        this.contents = contents;
        this.upload = upload;
    }

    @Override
    public Outcome execute(Bundle command, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        if (!allowed) {
            return Outcome.rejected("this device gives no bundles: its own configuration says SUPPORT_BUNDLE=no");
        }
        Path archive = archive(command);
        Gathered gathered;
        try {
            clear();
            run.tell("gather", "gathering configuration, facts and logs");
            gathered = contents.write(archive, run.now(), run.cancellation());
        } catch (StoppedException e) {
            throw new CanceledException();
        } catch (IOException e) {
            return Outcome.failed("the bundle cannot be gathered: " + e.getMessage()
                    + "; make room on the device's disk and ask again");
        }
        return send(command, archive, run)
                .with("files", Integer.toString(gathered.files()))
                .with("redacted", Integer.toString(gathered.redacted()))
                .with("missing", Integer.toString(gathered.missing()));
    }

    /** Goes on with the archive if it was finished; else gathers anew, which does no harm. */
    @Override
    public Outcome resume(Bundle command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        Path archive = archive(command);
        return Files.exists(archive) ? send(command, archive, run).with("resumed", "true") : execute(command, run);
    }

    private Path archive(Bundle command) {
        return folder.resolve(command.commandId() + ".tar.gz");
    }

    /** Afterwards the archive is gone, unless the agent stops. */
    private Outcome send(Bundle command, Path archive, CommandRun run)
            throws CanceledException, IOException, InterruptedException {
        Outcome outcome;
        try {
            outcome = sent(command, archive, run);
        } catch (CanceledException e) {
            Files.deleteIfExists(archive);
            throw e;
        } catch (IOException e) {
            outcome = Outcome.failed("the bundle cannot be read while it is sent: " + e.getMessage() + "; ask again");
        }
        Files.deleteIfExists(archive);
        return outcome;
    }

    private Outcome sent(Bundle command, Path archive, CommandRun run)
            throws CanceledException, IOException, InterruptedException {
        long size = Files.size(archive);
        run.tell("upload", "sending " + kib(size));
        try {
            String sha256 = upload.send(run.device(), command.commandId(), archive, new Progress(run));
            return Outcome.succeeded("gathered and sent, " + kib(size))
                    .with("bytes", Long.toString(size))
                    .with("sha256", sha256);
        } catch (RefusedException e) {
            return Outcome.failed("the server did not take the bundle: " + e.getMessage());
        } catch (StoppedException e) {
            throw new CanceledException();
        }
    }

    /** Tells each tenth part, and stops where that is asked for. */
    private static final class Progress implements BundleUpload.Watcher {

        private final CommandRun run;
        private long told;

        Progress(CommandRun run) {
            this.run = run;
        }

        @Override
        public void waiting(long stored, long size) throws StoppedException {
            try {
                run.stopIfCanceled();
                long tenths = stored * 10 / size;
                if (tenths > told) {
                    told = tenths;
                    run.tell("upload", "sent " + kib(stored) + " of " + kib(size));
                }
            } catch (CanceledException e) {
                throw new StoppedException();
            }
        }
    }

    /** What earlier agents left is of no use: the server has it, or nobody waits for it. */
    private void clear() throws IOException {
        AtomicFile.createFolder(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String kib(long bytes) {
        return (bytes + 1023) / 1024 + " KiB";
    }
}
