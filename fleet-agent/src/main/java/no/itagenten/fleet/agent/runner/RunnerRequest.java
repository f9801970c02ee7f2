package no.itagenten.fleet.agent.runner;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.Names;

/**
 * One step that the agent asks the runner for. It can name commits, branches and tags, and nothing that is run: that stands in the
 * runner's own configuration. Checked on both sides.
 *
 * @param run names this one request, so that an old result is never taken for its own
 * @param target of {@link Step#PREPARE}, of the kind that {@code kind} says
 * @param from with {@code to}, of {@link Step#COMPARE}, {@link Step#SWITCH}, {@link Step#POST_UPDATE},
 *     {@link Step#HEALTH}, {@link Step#RESTORE} and {@link Step#CONFIRM}
 * @param to see {@code from}
 * @param branch of {@link Step#RESTORE}: the local branch that was checked out
 * @param overChanges of {@link Step#PREPARE}: whether local changes are no reason against it
 */
record RunnerRequest(
        CommandId command,
        Step step,
        String run,
        Optional<Kind> kind,
        Optional<String> target,
        Optional<String> from,
        Optional<String> to,
        Optional<String> branch,
        Optional<Boolean> overChanges) {

    private static final Pattern RUN = Pattern.compile("[0-9a-f-]{8,64}");
    private static final Pattern WHOLE_COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    /** What can be asked for. */
    enum Step {
        PREPARE,
        COMPARE,
        SAVE_CHANGES,
        SWITCH,
        POST_UPDATE,
        HEALTH,
        ASK_REMOTE,
        RESTORE,
        CONFIRM,
        STATE;

        /** For people: {@code post_update}. */
        String describe() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a target is the name of. */
    enum Kind {
        BRANCH,
        TAG,
        COMMIT
    }

    RunnerRequest {
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("not a usable name of a run");
        }
        from.ifPresent(RunnerRequest::requireWhole);
        to.ifPresent(RunnerRequest::requireWhole);
        branch.ifPresent(Names::requireRef);
        boolean complete = switch (step) {
            case PREPARE -> kind.isPresent() && target.isPresent();
            case COMPARE, SWITCH, POST_UPDATE, HEALTH, RESTORE, CONFIRM -> from.isPresent() && to.isPresent();
            case SAVE_CHANGES, ASK_REMOTE, STATE -> true;
        };
        if (!complete) {
            throw new IllegalArgumentException("a request for " + step.describe() + " lacks what it needs");
        }
        if (step == Step.PREPARE) {
            target(kind.get(), target.get()); // throws if it cannot be one
        }
    }

    static RunnerRequest prepare(CommandId command, String run, Target target, boolean overChanges) {
        Kind kind;
        String name;
        if (target instanceof Target.Branch branch) {
            kind = Kind.BRANCH;
            name = branch.name();
        } else if (target instanceof Target.Tag tag) {
            kind = Kind.TAG;
            name = tag.name();
        } else {
            kind = Kind.COMMIT;
            name = ((Target.Commit) target).id();
        }
        return new RunnerRequest(
                command,
                Step.PREPARE,
                run,
                Optional.of(kind),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(overChanges));
    }

    static RunnerRequest of(
            CommandId command,
            Step step,
            String run,
            Optional<String> from,
            Optional<String> to,
            Optional<String> branch) {
        return new RunnerRequest(
                command, step, run, Optional.empty(), Optional.empty(), from, to, branch, Optional.empty());
    }

    /** Of a request to prepare. */
    Target wanted() {
        return target(kind.orElseThrow(), target.orElseThrow());
    }

    private static Target target(Kind kind, String name) {
        return switch (kind) {
            case BRANCH -> new Target.Branch(name);
            case TAG -> new Target.Tag(name);
            case COMMIT -> new Target.Commit(name);
        };
    }

    static void requireWhole(String commit) {
        if (!WHOLE_COMMIT.matcher(commit).matches()) {
            throw new IllegalArgumentException("not a full commit id");
        }
    }
}
