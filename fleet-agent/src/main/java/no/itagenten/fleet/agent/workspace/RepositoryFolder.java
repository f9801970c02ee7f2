package no.itagenten.fleet.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.git.GitPlace;

/** The one repository of all releases. In an empty folder it is made, so that the first update needs no preparation. */
final class RepositoryFolder {

    private static final String NAME = "repository";
    private static final String UNFINISHED = "repository.new";

    private final Path folder;
    private final Path repository;
    private final Function<GitPlace, Checkout> git;
    private final DiskSync disk;

    /** @param folder in which it is, or is made */
    RepositoryFolder(Path folder, Function<GitPlace, Checkout> git, DiskSync disk) {
        this.folder = folder;
        this.repository = folder.resolve(NAME);
        this.git = git;
        this.disk = disk;
    }

    Checkout history() {
        return git.apply(GitPlace.bare(repository));
    }

    void requireUsable() throws GitException, InterruptedException {
        if (!Files.isDirectory(repository, LinkOption.NOFOLLOW_LINKS)) {
            throw new GitException("there is no folder " + repository + "; an update in the empty folder " + folder
                    + " makes it (APP_LAYOUT=releases)");
        }
        history().requireUsable();
    }

    /** @throws GitException if it is not there, and the folder is not empty either */
    void make() throws GitException, InterruptedException {
        if (Files.isDirectory(repository, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new GitException(folder + (Files.isDirectory(folder) ? " may not be written to" : " is not there")
                    + "; make it, empty, and let it belong to the application's user");
        }
        Path unfinished = folder.resolve(UNFINISHED);
        try {
            FolderRemoval.remove(unfinished);
            List<String> names = names();
            if (!names.isEmpty()) {
                throw new GitException(folder + " has no " + NAME + " and is not empty (" + names.get(0)
                        + (names.contains(".git") ? ", a checkout" : "")
                        + "); with APP_LAYOUT=releases give it an empty folder, in which an update makes all it needs");
            }
            Files.createDirectory(unfinished);
            git.apply(GitPlace.bare(unfinished)).create();
            disk.sync(unfinished);
            Files.move(unfinished, repository, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.forceFolder(folder);
        } catch (IOException e) {
            throw new GitException(repository + " cannot be made: " + e);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !name.equals("lost+found"))
                    .sorted()
                    .toList();
        }
    }
}
