package no.itagenten.fleet.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.config.SignaturePolicy;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.Workspace.Progress;

/** Everything about an update that touches nothing of what runs or is kept: may it be done, and what is the commit. */
final class Preparation {

    private static final long LEAST_FREE_BYTES = 64L * 1024 * 1024;
    private static final int LEFT_NAMED = 5;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Path folder;
    private final Layout layout;
    private final FreeSpace space;
    private final Optional<SignaturePolicy> signatures;
    private final Attempts attempts = new Attempts();

    Preparation(Path folder, Layout layout, Optional<SignaturePolicy> signatures) {
        this(folder, layout, signatures, at -> Files.getFileStore(at).getUsableSpace());
    }

    Preparation(Path folder, Layout layout, Optional<SignaturePolicy> signatures, FreeSpace space) {
        this.folder = folder;
        this.layout = layout;
        this.signatures = signatures;
        this.space = space;
    }

    /** How many bytes may be written below a folder. */
    interface FreeSpace {
        long below(Path folder) throws IOException;
    }

    /** @throws WorkspaceException if it must not or cannot be done, or was canceled; nothing was touched */
    Plan prepare(Target target, boolean overChanges, Progress progress, Cancellation cancellation)
            throws WorkspaceException, InterruptedException {
        String step = "preflight";
        try {
            progress.at(step, "looking at what is in " + folder);
            layout.makeReady();
            Checkout repository = layout.repository();
            String from = layout.head();
            if (!overChanges) {
                requireClean(layout.folderOf(from));
            }
            requireSpace(step, 0);
            attempts.make(
                    step,
                    "asking the git remote",
                    progress,
                    cancellation,
                    () -> repository.askRemote(ANSWER_WITHIN, cancellation));
            Optional<String> branch = layout.branch();
            step = "fetch";
            requireWanted(step, cancellation);
            attempts.make(
                    step,
                    "fetching " + target.describe(),
                    progress,
                    cancellation,
                    () -> repository.fetch(target, cancellation));
            step = "verify";
            requireWanted(step, cancellation);
            progress.at(step, "finding the commit of " + target.describe());
            String to = repository.commitOf(target);
            if (signatures.isPresent()) {
                progress.at(step, "looking at the signature of " + target.describe());
                repository.requireSigned(target, to, signatures.get());
            }
            requireSpace(step, layout.roomFor(to));
            // Both before anything is switched: an interrupted update must find its way forward and back.
            repository.keep(from.equals(Checkout.NO_COMMIT) ? List.of(to) : List.of(from, to));
            return new Plan(from, branch, to);
        } catch (GitException e) {
            throw WorkspaceException.of(step, e);
        }
    }

    private static void requireWanted(String step, Cancellation cancellation) throws WorkspaceException {
        if (cancellation.isRequested()) {
            throw new WorkspaceException(step, "stopped on request");
        }
    }

    private void requireClean(Path where) throws GitException, InterruptedException {
        Optional<Checkout> running = layout.running();
        if (running.isPresent()) {
            LocalChanges.requireNone(running.get(), where);
        }
    }

    /** @param bytes that the new version takes beside what is there */
    private void requireSpace(String step, long bytes) throws WorkspaceException, GitException {
        try {
            long needed = LEAST_FREE_BYTES + bytes;
            if (space.below(folder) >= needed) {
                return;
            }
            List<Path> left = layout.makeRoom();
            long free = space.below(folder);
            if (free < needed) {
                throw new WorkspaceException(
                        step,
                        "only " + free / 1024 / 1024 + " MiB are free in " + folder + ", an update needs "
                                + needed / 1024 / 1024 + describe(left));
            }
        } catch (IOException e) {
            throw new WorkspaceException(step, "the free space cannot be found out: " + e.getMessage());
        }
    }

    private static String describe(List<Path> left) {
        if (left.isEmpty()) {
            return "";
        }
        String more = left.size() > LEFT_NAMED ? " and " + (left.size() - LEFT_NAMED) + " more" : "";
        String names = String.join(
                ", ", left.stream().limit(LEFT_NAMED).map(Path::toString).toList());
        return "; these may go but hold files that the application's user may not remove, so remove them as root: "
                + names + more;
    }
}
