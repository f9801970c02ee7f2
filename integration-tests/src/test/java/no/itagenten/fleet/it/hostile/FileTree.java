package no.itagenten.fleet.it.hostile;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lies in some folders: each entry's kind, size, and when it was changed last. Two that are equal have seen no writing between. */
record FileTree(Map<Path, String> entries) {

    /** @param but neither these nor what is below them */
    static FileTree of(List<Path> folders, List<Path> but) throws IOException {
        Map<Path, String> entries = new TreeMap<>();
        for (Path folder : folders) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) {
                    if (but.contains(entry)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    entries.put(entry, "folder");
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path entry, BasicFileAttributes attributes) {
                    if (!but.contains(entry)) {
                        entries.put(
                                entry,
                                (attributes.isSymbolicLink() ? "link " : "file ") + attributes.size() + " "
                                        + attributes.lastModifiedTime());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path entry, IOException e) {
                    return FileVisitResult.CONTINUE; // gone meanwhile
                }
            });
        }
        return new FileTree(entries);
    }
}
