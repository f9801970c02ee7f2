package no.itagenten.fleet.agent.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.git.GitPlace;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;

/**
 * A folder for each commit, and a link to the one that runs: {@code repository/}, {@code releases/<commit>/}, {@code current}. The
 * switch, forward and back, is that of the link alone; the release that is left stays as it was.
 */
final class Releases implements Layout {

    private final Path folder;
    private final int keep;
    private final RepositoryFolder repository;
    private final ReleaseFolders releases;
    private final CurrentLink current;
    private final ReleaseHistory history;

    /** @param keep how many releases stay when an update has proved itself */
    Releases(Path folder, int keep, Function<GitPlace, Checkout> git, ProcessRunner processes) {
        this.folder = folder;
        this.keep = keep;
        DiskSync disk = new DiskSync(processes);
        this.repository = new RepositoryFolder(folder, git, disk);
        this.releases = new ReleaseFolders(folder, git, disk);
        this.current = new CurrentLink(folder);
        this.history = new ReleaseHistory(folder.resolve("history"));
    }

    @Override
    public void makeReady() throws GitException, InterruptedException {
        repository.make();
        requireUsable();
        releases.removeLeftovers();
    }

    @Override
    public void requireUsable() throws GitException, InterruptedException {
        repository.requireUsable();
    }

    @Override
    public Checkout repository() {
        return repository.history();
    }

    @Override
    public String head() throws GitException {
        return current.commit().orElse(Checkout.NO_COMMIT);
    }

    @Override
    public Optional<Checkout> running() throws GitException {
        return current.commit().map(releases::files);
    }

    @Override
    public Optional<String> branch() {
        return Optional.empty();
    }

    @Override
    public long roomFor(String commit) throws GitException, InterruptedException {
        return isInPlace(commit) || isAtHand(commit) ? 0 : repository().sizeOf(commit);
    }

    /** Of what failed updates left; what runs and what has proved itself stays. */
    @Override
    public List<Path> makeRoom() throws GitException {
        keepOnly(history.proven());
        return releases.leftovers();
    }

    @Override
    public Path folderOf(String commit) {
        return releases.of(commit);
    }

    /** Outside of the releases, which are removed one day. */
    @Override
    public Path patch(String name) {
        return folder.resolve(name);
    }

    @Override
    public void switchTo(Transition transition) throws GitException, InterruptedException {
        repository.requireUsable();
        repository().requireOurs(transition.to());
        if (isInPlace(transition.to())) {
            return; // done again, by request: there is nothing to switch
        }
        keepOnly(history.proven());
        boolean atHand = isAtHand(transition.to()) && releases.isIntact(transition.to());
        history.leave(transition.from(), transition.to());
        releases.prove(transition.from());
        if (!atHand) {
            releases.make(transition.to());
        }
        // Making it took minutes: what somebody changed meanwhile would go with the old release one day.
        requireUnchanged();
        current.pointTo(transition.to());
    }

    private void requireUnchanged() throws GitException, InterruptedException {
        Optional<Checkout> running = running();
        if (running.isPresent()) {
            LocalChanges.requireNone(running.get(), releases.of(head()));
        }
    }

    /**
     * Back to a release that is there needs neither git nor room: nothing of the update was done in its folder, whatever has become of
     * the history meanwhile. Only a commit that was updated to itself has had the program run over its files.
     */
    @Override
    public boolean restore(Transition transition, Optional<String> branch) throws GitException, InterruptedException {
        String commit = transition.to();
        if (commit.equals(Checkout.NO_COMMIT)) {
            current.remove();
            return true;
        }
        if (isInPlace(commit)) {
            Checkout files = releases.files(commit);
            if (commit.equals(transition.from()) && !files.changedFiles().isEmpty()) {
                files.forceTo(commit);
            }
        } else {
            if (!releases.has(commit)) {
                repository.requireUsable();
                repository().requireOurs(commit);
                releases.make(commit);
            }
            current.pointTo(commit);
        }
        return !commit.equals(transition.from()) && !releases.isUnproven(commit);
    }

    @Override
    public void confirm(Transition transition) throws GitException {
        releases.prove(transition.to());
        keepOnly(history.arrive(transition.from(), transition.to(), keep));
    }

    /** The others are older, or what failed updates left: those must not fill the disk either. */
    private void keepOnly(List<String> proven) throws GitException {
        List<String> kept = new ArrayList<>(proven);
        current.commit().ifPresent(kept::add);
        releases.keepOnly(kept);
    }

    private boolean isInPlace(String commit) throws GitException {
        return current.commit().equals(Optional.of(commit));
    }

    private boolean isAtHand(String commit) {
        return history.proven().contains(commit) && releases.has(commit);
    }
}
