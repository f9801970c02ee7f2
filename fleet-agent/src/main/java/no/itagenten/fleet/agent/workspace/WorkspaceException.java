package no.itagenten.fleet.agent.workspace;

import java.util.Optional;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.agent.process.ProcessOutcome;

/** A step in the working copy went wrong. The message says what, as the end of a sentence that begins with the step. */
public final class WorkspaceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String step;
    private final Integer exitCode;
    private final String output;

    public WorkspaceException(String step, String message) {
        this(step, message, Optional.empty(), Optional.empty());
    }

    /** @param exitCode of the program that failed, where one did; {@code output} is the end of what it wrote */
    public WorkspaceException(String step, String message, Optional<Integer> exitCode, Optional<String> output) {
        super(message);
        this.step = step;
        this.exitCode = exitCode.orElse(null);
        this.output = output.orElse(null);
    }

    static WorkspaceException of(String step, GitException e) {
        return new WorkspaceException(step, e.getMessage(), e.exitCode(), e.output());
    }

    static WorkspaceException of(String step, String program, ProcessOutcome outcome) {
        boolean exited = outcome.ending() == ProcessOutcome.Ending.EXITED;
        return new WorkspaceException(
                step,
                program + " " + outcome.describe(),
                exited ? Optional.of(outcome.exitCode()) : Optional.empty(),
                Optional.of(outcome.output()));
    }

    public String step() {
        return step;
    }

    public Optional<Integer> exitCode() {
        return Optional.ofNullable(exitCode);
    }

    public Optional<String> output() {
        return Optional.ofNullable(output).filter(text -> !text.isBlank());
    }
}
