package no.itagenten.fleet.agent.git;

import java.util.Optional;

/** Git could not do it, or must not. The message is one sentence for an operator. */
public final class GitException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Integer exitCode;
    private final String output;

    public GitException(String message) {
        this(message, null, null);
    }

    public GitException(String message, Integer exitCode, String output) {
        super(message);
        this.exitCode = exitCode;
        this.output = output;
    }

    /** Whether the network or the remote was at fault for now, so that trying again may help. */
    public boolean isTransient() {
        return output().map(NetworkFailure::isIn).orElse(false);
    }

    /** The same, after having tried so often. */
    public GitException afterAttempts(int attempts) {
        return new GitException(getMessage() + ", in " + attempts + " attempts", exitCode, output);
    }

    public Optional<Integer> exitCode() {
        return Optional.ofNullable(exitCode);
    }

    /** What git wrote, its end. */
    public Optional<String> output() {
        return Optional.ofNullable(output).filter(text -> !text.isBlank());
    }
}
