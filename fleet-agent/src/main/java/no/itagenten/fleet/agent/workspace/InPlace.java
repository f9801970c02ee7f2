package no.itagenten.fleet.agent.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.workspace.Workspace.Transition;

/** One checkout, whose files git changes from one commit to another where they are. */
final class InPlace implements Layout {

    private final Path folder;
    private final Checkout checkout;

    InPlace(Path folder, Checkout checkout) {
        this.folder = folder;
        this.checkout = checkout;
    }

    @Override
    public void makeReady() throws GitException, InterruptedException {
        requireUsable();
    }

    @Override
    public void requireUsable() throws GitException, InterruptedException {
        checkout.requireUsable();
    }

    @Override
    public Checkout repository() {
        return checkout;
    }

    @Override
    public String head() throws GitException, InterruptedException {
        return checkout.head();
    }

    @Override
    public Optional<Checkout> running() {
        return Optional.of(checkout);
    }

    @Override
    public Optional<String> branch() throws GitException, InterruptedException {
        return checkout.branch();
    }

    /** Files replace each other; how much more the new ones take is not worth finding out. */
    @Override
    public long roomFor(String commit) {
        return 0;
    }

    @Override
    public List<Path> makeRoom() {
        return List.of();
    }

    @Override
    public Path folderOf(String commit) {
        return folder;
    }

    /** Beside the checkout; where its owner may not write there, in its .git folder, which no switch touches. */
    @Override
    public Path patch(String name) {
        Path parent = folder.toAbsolutePath().getParent();
        return parent != null && Files.isWritable(parent)
                ? parent.resolve(folder.getFileName() + "-" + name)
                : folder.resolve(".git").resolve(name);
    }

    @Override
    public void switchTo(Transition transition) throws GitException, InterruptedException {
        checkout.requireUsable();
        checkout.requireOurs(transition.to());
        checkout.switchTo(transition.to());
    }

    @Override
    public boolean restore(Transition transition, Optional<String> branch) throws GitException, InterruptedException {
        String commit = transition.to();
        checkout.requireUsable();
        checkout.requireOurs(commit);
        checkout.forceTo(commit);
        if (branch.isPresent()) {
            checkout.reattach(branch.get(), commit);
        }
        return false; // what the program makes is not among the files of a commit
    }

    /** The way back of a later update is in the history alone. */
    @Override
    public void confirm(Transition transition) {}
}
