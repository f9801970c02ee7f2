package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.Update;

/** Everything about an update that touches nothing: may it be done, and what is the commit. */
final class UpdatePreparation {

    private static final long LEAST_FREE_BYTES = 64L * 1024 * 1024;
    private static final int FILES_NAMED = 5;

    private final ApplicationConfig application;
    private final Checkout checkout;

    UpdatePreparation(ApplicationConfig application, Checkout checkout) {
        this.application = application;
        this.checkout = checkout;
    }

    /**
     * What is to be put in place of what.
     *
     * @param fromBranch the branch that was checked out, if one was
     */
    record Plan(String from, Optional<String> fromBranch, String to) {

        Rollout.Transition forward(CommandId command) {
            return new Rollout.Transition(command, from, to);
        }

        Rollout.Transition back(CommandId command) {
            return new Rollout.Transition(command, to, from);
        }
    }

    /** @throws StepFailedException if it must not or cannot be done; nothing was touched */
    Plan prepare(Update command, CommandRun run) throws StepFailedException, CanceledException, InterruptedException {
        Target target = target(command);
        String step = "preflight";
        try {
            run.tell(step, "looking at the checkout in " + application.folder());
            checkout.requireUsable();
            requireClean();
            requireSpace();
            String from = checkout.head();
            Optional<String> branch = checkout.branch();
            step = "fetch";
            run.tell(step, "fetching " + target.describe());
            checkout.fetch(target, run.cancellation());
            step = "verify";
            run.tell(step, "finding the commit of " + target.describe());
            return new Plan(from, branch, checkout.commitOf(target));
        } catch (GitException e) {
            if (run.cancellation().isRequested()) {
                throw new CanceledException();
            }
            throw StepFailedException.of(step, e);
        }
    }

    private Target target(Update command) {
        if (command.commit().isPresent()) {
            return new Target.Commit(command.commit().get());
        }
        if (command.tag().isPresent()) {
            return new Target.Tag(command.tag().get());
        }
        return new Target.Branch(command.branch().orElse(application.branch()));
    }

    private void requireClean() throws GitException, StepFailedException, InterruptedException {
        List<String> changed = checkout.changedFiles();
        if (!changed.isEmpty()) {
            String more = changed.size() > FILES_NAMED ? " and " + (changed.size() - FILES_NAMED) + " more" : "";
            throw new StepFailedException(
                    "preflight",
                    "there are local changes in " + application.folder() + " that an update would lose: "
                            + String.join(
                                    ", ", changed.stream().limit(FILES_NAMED).toList()) + more
                            + "; commit them or take them back",
                    null,
                    null);
        }
    }

    private void requireSpace() throws StepFailedException {
        try {
            long free = Files.getFileStore(application.folder()).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new StepFailedException(
                        "preflight",
                        "only " + free / 1024 / 1024 + " MiB are free in " + application.folder() + ", an update needs "
                                + LEAST_FREE_BYTES / 1024 / 1024,
                        null,
                        null);
            }
        } catch (IOException e) {
            throw new StepFailedException(
                    "preflight", "the free space cannot be found out: " + e.getMessage(), null, null);
        }
    }
}
