package no.itagenten.fleet.agent.git;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where git finds what belongs together.
 *
 * @param gitDir holds HEAD and index of this one working tree
 * @param commonDir holds configuration, refs and objects; the same as {@code gitDir} but for one of several working trees
 * @param workTree none: there are no files, only the history
 */
public record GitPlace(Path gitDir, Path commonDir, Optional<Path> workTree) {

    /** A checkout with a {@code .git} folder of its own. */
    public static GitPlace checkout(Path folder) {
        Path gitDir = folder.resolve(".git");
        return new GitPlace(gitDir, gitDir, Optional.of(folder));
    }

    /** A repository without files. */
    public static GitPlace bare(Path repository) {
        return new GitPlace(repository, repository, Optional.empty());
    }

    /**
     * One of the working trees of a repository, as gitrepository-layout(5) has them.
     *
     * @param name of its own folder in the repository
     */
    public static GitPlace worktree(Path repository, String name, Path workTree) {
        return new GitPlace(repository.resolve("worktrees").resolve(name), repository, Optional.of(workTree));
    }

    /** The folder to speak of, and to be in. */
    public Path folder() {
        return workTree.orElse(commonDir);
    }
}
