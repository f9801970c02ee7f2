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

/** Everything about an update that touches nothing: may it be done, and what is the commit. */
final class Preparation {

    private static final long LEAST_FREE_BYTES = 64L * 1024 * 1024;
    private static final int FILES_NAMED = 5;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Path folder;
    private final Checkout checkout;

    private final Optional<SignaturePolicy> signatures;
    private final Attempts attempts = new Attempts();

    Preparation(Path folder, Checkout checkout, Optional<SignaturePolicy> signatures) {
        this.folder = folder;
        this.checkout = checkout;
        this.signatures = signatures;
    }

    /** @throws WorkspaceException if it must not or cannot be done, or was canceled; nothing was touched */
    Plan prepare(Target target, boolean overChanges, Progress progress, Cancellation cancellation)
            throws WorkspaceException, InterruptedException {
        String step = "preflight";
        try {
            progress.at(step, "looking at the checkout in " + folder);
            checkout.requireUsable();
            if (!overChanges) {
                requireClean();
            }
            requireSpace();
            attempts.make(
                    step,
                    "asking the git remote",
                    progress,
                    cancellation,
                    () -> checkout.askRemote(ANSWER_WITHIN, cancellation));
            String from = checkout.head();
            Optional<String> branch = checkout.branch();
            step = "fetch";
            requireWanted(step, cancellation);
            attempts.make(
                    step,
                    "fetching " + target.describe(),
                    progress,
                    cancellation,
                    () -> checkout.fetch(target, cancellation));
            step = "verify";
            requireWanted(step, cancellation);
            progress.at(step, "finding the commit of " + target.describe());
            String to = checkout.commitOf(target);
            if (signatures.isPresent()) {
                progress.at(step, "looking at the signature of " + target.describe());
                checkout.requireSigned(target, to, signatures.get());
            }
            // Both before anything is switched: an interrupted update must find its way forward and back.
            checkout.keep(List.of(from, to));
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

    private void requireClean() throws GitException, WorkspaceException, InterruptedException {
        List<String> changed = checkout.changedFiles();
        if (!changed.isEmpty()) {
            String more = changed.size() > FILES_NAMED ? " and " + (changed.size() - FILES_NAMED) + " more" : "";
            String names = String.join(", ", changed.stream().limit(FILES_NAMED).toList());
            throw new WorkspaceException(
                    "preflight",
                    "there are local changes in " + folder + " that an update would lose: " + names + more
                            + "; commit them or take them back, or have them saved as a patch (--force)");
        }
    }

    private void requireSpace() throws WorkspaceException {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new WorkspaceException(
                        "preflight",
                        "only " + free / 1024 / 1024 + " MiB are free in " + folder + ", an update needs "
                                + LEAST_FREE_BYTES / 1024 / 1024);
            }
        } catch (IOException e) {
            throw new WorkspaceException("preflight", "the free space cannot be found out: " + e.getMessage());
        }
    }
}
