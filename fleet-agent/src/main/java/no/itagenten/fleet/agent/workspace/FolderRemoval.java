package no.itagenten.fleet.agent.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes a folder with all that is in it; links are removed and never followed. What cannot be removed does not keep the rest from
 * it: a service that runs as another user may have left a few small files in a large folder.
 */
final class FolderRemoval {

    private FolderRemoval() {}

    private interface Step {
        void take() throws IOException;
    }

    /** @throws IOException of the first thing that could not be removed */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<IOException> problems = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            /** Some package managers take the right to write away from what they have put down. */
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (!Files.isWritable(directory)) {
                    attempt(() ->
                            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------")));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                attempt(() -> Files.delete(file));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                problems.add(problem);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException problem) {
                if (problem != null) {
                    problems.add(problem);
                }
                attempt(() -> Files.delete(directory));
                return FileVisitResult.CONTINUE;
            }

            private void attempt(Step step) {
                try {
                    step.take();
                } catch (IOException e) {
                    problems.add(e);
                }
            }
        });
        if (!problems.isEmpty()) {
            throw problems.get(0);
        }
    }
}
