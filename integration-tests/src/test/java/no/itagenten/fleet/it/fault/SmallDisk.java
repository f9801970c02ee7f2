package no.itagenten.fleet.it.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real file system of a few MiB that a test can fill. Takes the right to mount one; without it the test is skipped. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** In place of that folder, which is made. */
    static SmallDisk mount(Path folder, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + mebibytes + "m", "tmpfs", folder.toString());
        assumeTrue(mounted, "a file system can be mounted here");
        return new SmallDisk(folder);
    }

    /** To the last byte. */
    void fill() throws IOException {
        fillBut(0);
    }

    /** Until only so much is left. */
    void fillBut(int mebibytes) throws IOException {
        long left = (long) mebibytes * 1024 * 1024;
        try (OutputStream filler = Files.newOutputStream(filler())) {
            byte[] block = new byte[BLOCK];
            while (Files.getFileStore(folder).getUsableSpace() > left) {
                filler.write(block);
            }
        } catch (IOException e) {
            if (left > 0) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() {
        try {
            if (!run("umount", folder.toString())) {
                run("umount", "--lazy", folder.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
