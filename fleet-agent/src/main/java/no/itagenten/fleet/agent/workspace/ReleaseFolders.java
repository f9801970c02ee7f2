package no.itagenten.fleet.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.git.GitPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of the releases, one a commit, each a working tree of the one repository. What bears a commit's name is whole: it is
 * made, and unmade, under another name.
 */
final class ReleaseFolders {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseFolders.class);
    private static final String COMMIT = "[0-9a-f]{40}([0-9a-f]{24})?";
    private static final String UNFINISHED = ".partial";
    private static final String DISCARDED = ".old";
    private static final String UNPROVEN = "r58-unproven";

    private final Path repository;
    private final Path releases;
    private final Function<GitPlace, Checkout> git;
    private final DiskSync disk;

    /** @param folder in which repository and releases are */
    ReleaseFolders(Path folder, Function<GitPlace, Checkout> git, DiskSync disk) {
        this.repository = folder.resolve("repository");
        this.releases = folder.resolve("releases");
        this.git = git;
        this.disk = disk;
    }

    Path of(String commit) {
        if (!commit.matches(COMMIT)) {
            throw new IllegalArgumentException("not a full commit id");
        }
        return releases.resolve(commit);
    }

    boolean has(String commit) {
        return Files.isDirectory(of(commit), LinkOption.NOFOLLOW_LINKS);
    }

    Checkout files(String commit) {
        return git.apply(GitPlace.worktree(repository, commit, of(commit)));
    }

    /** Whether it is there, and no tracked file differs from its commit. */
    boolean isIntact(String commit) throws InterruptedException {
        try {
            return has(commit) && files(commit).changedFiles().isEmpty();
        } catch (GitException e) {
            LOG.warn("The release {} is made anew: {}", commit, e.getMessage());
            return false;
        }
    }

    /** Makes it of what was fetched, in the place of one that may be there, and has it on the disk before it bears its name. */
    void make(String commit) throws GitException, InterruptedException {
        Path release = of(commit);
        Path unfinished = releases.resolve(commit + UNFINISHED);
        try {
            Files.createDirectories(releases);
            discard(commit);
            moveAway(unfinished);
            Files.createDirectory(unfinished);
            describe(commit, unfinished);
            git.apply(GitPlace.worktree(repository, commit, unfinished)).forceTo(commit);
            disk.sync(unfinished);
            Files.move(unfinished, release, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.forceFolder(releases);
        } catch (IOException e) {
            removeQuietly(unfinished);
            throw new GitException(release + " cannot be made: " + e);
        } catch (GitException e) {
            removeQuietly(unfinished); // most of all when it is the disk that is full
            throw e;
        }
    }

    private void discard(String commit) throws IOException {
        moveAway(of(commit));
        moveAway(worktree(commit));
    }

    /**
     * Takes its name away first: half a release never bears one, and what cannot be removed, because it is another user's, is in
     * nobody's way under another name.
     */
    private void moveAway(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path parent = folder.getParent();
        Path discarded = parent.resolve(folder.getFileName() + DISCARDED);
        for (int n = 2; Files.exists(discarded, LinkOption.NOFOLLOW_LINKS); n++) {
            discarded = parent.resolve(folder.getFileName() + "." + n + DISCARDED);
        }
        Files.move(folder, discarded, StandardCopyOption.ATOMIC_MOVE);
        AtomicFile.forceFolder(parent);
        removeQuietly(discarded);
    }

    /** Removes all releases but these. What cannot be removed stays and is named in the log: it takes room and nothing else. */
    void keepOnly(List<String> commits) throws GitException {
        Set<String> names = new TreeSet<>(names(releases));
        names.addAll(names(worktrees()));
        for (String name : names) {
            if (name.matches(COMMIT) && !commits.contains(name)) {
                try {
                    discard(name);
                } catch (IOException e) {
                    LOG.warn("The release {} cannot be removed: {}", name, e.toString());
                }
            }
        }
    }

    /** Removes what an interrupted update left, and tries again what could not be removed before. */
    void removeLeftovers() throws GitException {
        leftovers().forEach(ReleaseFolders::removeQuietly);
    }

    /** What was to be removed and is still there. */
    List<Path> leftovers() throws GitException {
        List<Path> left = new ArrayList<>();
        for (Path folder : List.of(releases, worktrees())) {
            for (String name : names(folder)) {
                if (name.endsWith(UNFINISHED) || name.endsWith(DISCARDED)) {
                    left.add(folder.resolve(name));
                }
            }
        }
        return left;
    }

    private static List<String> names(Path folder) throws GitException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        } catch (IOException e) {
            throw new GitException(folder + " cannot be read: " + e.getMessage());
        }
    }

    /** What git itself would write for a worktree: so that people and the application's own programs can use git in it. */
    private void describe(String commit, Path unfinished) throws IOException {
        Path worktree = worktree(commit);
        moveAway(worktree);
        Files.createDirectories(worktree);
        Files.writeString(worktree.resolve(UNPROVEN), "");
        Files.writeString(worktree.resolve("HEAD"), commit + "\n");
        Files.writeString(worktree.resolve("commondir"), "../..\n");
        Files.writeString(worktree.resolve("gitdir"), of(commit).resolve(".git") + "\n");
        Files.writeString(unfinished.resolve(".git"), "gitdir: ../../repository/worktrees/" + commit + "\n");
    }

    /** Whether it was made since it last proved itself, so that the post-update program may have to be run in it. */
    boolean isUnproven(String commit) {
        return Files.exists(worktree(commit).resolve(UNPROVEN), LinkOption.NOFOLLOW_LINKS);
    }

    /** It runs, with all that belongs to it. If this cannot be noted the program is run once more than needed. */
    void prove(String commit) {
        try {
            Files.deleteIfExists(worktree(commit).resolve(UNPROVEN));
        } catch (IOException e) {
            LOG.warn("That the release {} has proved itself cannot be noted: {}", commit, e.toString());
        }
    }

    private Path worktree(String commit) {
        return worktrees().resolve(commit);
    }

    private Path worktrees() {
        return repository.resolve("worktrees");
    }

    private static void removeQuietly(Path folder) {
        try {
            FolderRemoval.remove(folder);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", folder, e.toString());
        }
    }
}
