package no.itagenten.fleet.agent.runner;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.workspace.Workspace.Difference;
import no.itagenten.fleet.agent.workspace.Workspace.Plan;
import no.itagenten.fleet.agent.workspace.WorkspaceException;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.Names;

/**
 * How far the runner has come with a request. The application's user can write it: the agent believes it about the application and
 * about nothing else.
 *
 * @param phase the part of the step that is under way, or that failed
 * @param said all that it told of its parts so far, oldest first: who looks now and then misses none
 * @param head of the state: the commit that is checked out
 * @param older of a comparison: whether the commit asked for is part of the past; its commits are the output
 */
record RunnerResult(
        CommandId command,
        RunnerRequest.Step step,
        String run,
        State state,
        String phase,
        String message,
        Optional<String> from,
        Optional<String> branch,
        Optional<String> to,
        Optional<String> head,
        Optional<Boolean> clean,
        Optional<Boolean> older,
        Optional<Integer> exitCode,
        Optional<String> output,
        Optional<List<Said>> said) {

    private static final int MAX_MESSAGE = 2000;
    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int MAX_SAID = 50;

    /** What the message of a success says if the release before was as it was left. */
    static final String AS_LEFT = "as it was left";

    /** Running and the unit no more active: it died. */
    enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    /** A part of a step that was begun. */
    record Said(String phase, String message) {
        Said {
            phase = cut(phase, 50);
            message = cut(message, MAX_MESSAGE);
        }
    }

    RunnerResult {
        phase = cut(phase, 50);
        message = cut(message, MAX_MESSAGE);
        said = said.map(all -> List.copyOf(all.subList(0, Math.min(all.size(), MAX_SAID))));
        output = output.map(text -> text.length() <= MAX_OUTPUT ? text : text.substring(text.length() - MAX_OUTPUT));
        from.ifPresent(RunnerRequest::requireWhole);
        to.ifPresent(RunnerRequest::requireWhole);
        head.ifPresent(RunnerRequest::requireWhole);
    }

    static RunnerResult running(RunnerRequest request, String phase, String message) {
        return of(request, State.RUNNING, phase, message);
    }

    static RunnerResult succeeded(RunnerRequest request) {
        return of(request, State.SUCCEEDED, request.step().describe(), "");
    }

    static RunnerResult failed(RunnerRequest request, WorkspaceException e) {
        return new RunnerResult(
                request.command(),
                request.step(),
                request.run(),
                State.FAILED,
                e.step(),
                String.valueOf(e.getMessage()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                e.exitCode(),
                e.output(),
                Optional.empty());
    }

    RunnerResult with(Plan plan) {
        return new RunnerResult(
                command,
                step,
                run,
                state,
                phase,
                message,
                Optional.of(plan.from()),
                plan.fromBranch().filter(RunnerResult::isRef),
                Optional.of(plan.to()),
                head,
                clean,
                older,
                exitCode,
                output,
                said);
    }

    RunnerResult with(Difference difference) {
        return new RunnerResult(
                command,
                step,
                run,
                state,
                phase,
                message,
                from,
                branch,
                to,
                head,
                clean,
                Optional.of(difference.older()),
                exitCode,
                Optional.of(String.join("\n", difference.commits())),
                said);
    }

    RunnerResult with(String checkedOut, boolean unchanged) {
        return new RunnerResult(
                command,
                step,
                run,
                state,
                phase,
                message,
                from,
                branch,
                to,
                Optional.of(checkedOut),
                Optional.of(unchanged),
                older,
                exitCode,
                output,
                said);
    }

    RunnerResult saying(String words) {
        return new RunnerResult(
                command, step, run, state, phase, words, from, branch, to, head, clean, older, exitCode, output, said);
    }

    /** The same with what was told on the way. */
    RunnerResult having(List<Said> told) {
        return new RunnerResult(
                command,
                step,
                run,
                state,
                phase,
                message,
                from,
                branch,
                to,
                head,
                clean,
                older,
                exitCode,
                output,
                Optional.of(told));
    }

    boolean answers(RunnerRequest request) {
        return isOf(request.command(), request.step(), request.run());
    }

    boolean isOf(CommandId id, RunnerRequest.Step asked, String name) {
        return command.equals(id) && step == asked && run.equals(name);
    }

    WorkspaceException failure() {
        return new WorkspaceException(phase, message, exitCode, output);
    }

    private static RunnerResult of(RunnerRequest request, State state, String phase, String message) {
        return new RunnerResult(
                request.command(),
                request.step(),
                request.run(),
                state,
                phase,
                message,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isRef(String branch) {
        try {
            Names.requireRef(branch);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
