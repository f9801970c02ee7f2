package no.itagenten.fleet.agent.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.git.GitPlace;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;

/**
 * How the application lies on the device's disk, and how another version of it comes in the place of the one that runs. For one thread
 * at a time. Commits are whole; {@link Checkout#NO_COMMIT} stands for none.
 */
public interface Layout {

    /**
     * The one that the device's configuration asks for.
     *
     * @param processes for git
     * @param home an empty folder of the agent's own
     */
    static Layout of(ApplicationConfig application, ProcessRunner processes, Path home) {
        if (application.releases().isPresent()) {
            return new Releases(
                    application.folder(),
                    application.releases().get().keep(),
                    place -> new Checkout(processes, place, home, application.remote()),
                    processes);
        }
        return new InPlace(
                application.folder(),
                new Checkout(processes, GitPlace.checkout(application.folder()), home, application.remote()));
    }

    /**
     * Before an update: makes what is missing, removes what an interrupted one left, and looks whether all is in order.
     *
     * @throws GitException if it is not, and says what to do about it
     */
    void makeReady() throws GitException, InterruptedException;

    /** @throws GitException if there is no repository, or it is one that git must not be let loose on */
    void requireUsable() throws GitException, InterruptedException;

    /** For what concerns the history and no files. */
    Checkout repository();

    /** The commit in place, or {@link Checkout#NO_COMMIT}. */
    String head() throws GitException, InterruptedException;

    /** The files in place; empty if there are none. */
    Optional<Checkout> running() throws GitException, InterruptedException;

    /** The local branch that is checked out, if one is. */
    Optional<String> branch() throws GitException, InterruptedException;

    /** How many bytes putting the commit in place takes beside what is there already, where that can be told. */
    long roomFor(String commit) throws GitException, InterruptedException;

    /** Removes, where room is short, what is kept no longer. Returns what was to be removed, now or before, and could not be. */
    List<Path> makeRoom() throws GitException;

    /** Where the files of the commit are once it is in place, and its programs are run. */
    Path folderOf(String commit);

    /** Where to save local changes under that name: no update touches it there. */
    Path patch(String name);

    /** Puts a commit that was fetched in place of another. */
    void switchTo(Transition transition) throws GitException, InterruptedException;

    /** The same after an interruption and on the way back; see {@link Workspace#restore}. */
    boolean restore(Transition transition, Optional<String> branch) throws GitException, InterruptedException;

    /** The update has proved itself: what is kept no longer is removed. */
    void confirm(Transition transition) throws GitException, InterruptedException;
}
