package no.itagenten.fleet.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.git.GitException;

/**
 * The link by which the application is run. It leads to the old release or to the new one, at every moment and after every power cut.
 */
final class CurrentLink {

    private static final Pattern TARGET = Pattern.compile("releases/([0-9a-f]{40}(?:[0-9a-f]{24})?)");

    private final Path folder;
    private final Path link;

    CurrentLink(Path folder) {
        this.folder = folder;
        this.link = folder.resolve("current");
    }

    /** The commit whose release it leads to; empty if there is no link, or no longer such a release. */
    Optional<String> commit() throws GitException {
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isSymbolicLink(link)) {
            throw new GitException(link + " is no link; move it away: an update makes it");
        }
        try {
            String to = Files.readSymbolicLink(link).toString();
            Matcher target = TARGET.matcher(to);
            if (!target.matches()) {
                throw new GitException(link + " leads to " + to
                        + " and not to one of the releases; point it at one of them, or remove it");
            }
            return Files.isDirectory(folder.resolve(to), LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(target.group(1))
                    : Optional.empty();
        } catch (IOException e) {
            throw new GitException(link + " cannot be read: " + e.getMessage());
        }
    }

    /** A new link is renamed over the old one; when this returns it is on the disk. */
    void pointTo(String commit) throws GitException {
        Path next = folder.resolve("current.new");
        try {
            Files.deleteIfExists(next);
            Files.createSymbolicLink(next, Path.of("releases", commit));
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.forceFolder(folder);
        } catch (IOException e) {
            throw new GitException(link + " cannot be pointed at release " + commit + ": " + e.getMessage());
        }
    }

    void remove() throws GitException {
        try {
            Files.deleteIfExists(link);
            AtomicFile.forceFolder(folder);
        } catch (IOException e) {
            throw new GitException(link + " cannot be removed: " + e.getMessage());
        }
    }
}
