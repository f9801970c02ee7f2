package no.itagenten.fleet.agent.handler;

import java.util.Optional;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessOutcome.Ending;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.workspace.WorkspaceException;

/** A step of a command went wrong. The message says what, as the end of a sentence that begins with the step. */
final class StepFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String step;
    private final Integer exitCode;
    private final String output;

    StepFailedException(String step, String message, Integer exitCode, String output) {
        super(message);
        this.step = step;
        this.exitCode = exitCode;
        this.output = output;
    }

    static StepFailedException of(WorkspaceException e) {
        return new StepFailedException(
                e.step(), e.getMessage(), e.exitCode().orElse(null), e.output().orElse(null));
    }

    static StepFailedException of(String step, ServiceException e, String output) {
        Integer exitCode = e.exitCode().isPresent() ? e.exitCode().getAsInt() : null;
        return new StepFailedException(step, e.getMessage(), exitCode, output);
    }

    static StepFailedException of(String step, String program, ProcessOutcome outcome) {
        Integer exitCode = outcome.ending() == Ending.EXITED ? outcome.exitCode() : null;
        return new StepFailedException(step, program + " " + outcome.describe(), exitCode, outcome.output());
    }

    String step() {
        return step;
    }

    Optional<Integer> exitCode() {
        return Optional.ofNullable(exitCode);
    }

    Optional<String> output() {
        return Optional.ofNullable(output).filter(text -> !text.isBlank());
    }

    /** "restart: service x is failed". */
    String describe() {
        return step + ": " + getMessage();
    }
}
