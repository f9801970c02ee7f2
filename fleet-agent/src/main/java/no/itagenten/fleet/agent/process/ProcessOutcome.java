package no.itagenten.fleet.agent.process;

/**
 * How a process ended.
 *
 * @param exitCode meaningless unless {@code ending} is {@link Ending#EXITED}
 * @param output standard output and error together: the end of it, bounded, with control characters taken out
 * @param truncated whether the beginning of the output was given up
 */
public record ProcessOutcome(Ending ending, int exitCode, String output, boolean truncated) {

    /** Why the process is no more. */
    public enum Ending {
        EXITED,
        TIMED_OUT,
        CANCELED
    }

    public boolean succeeded() {
        return ending == Ending.EXITED && exitCode == 0;
    }

    /** "exited with 1", "took longer than it may and was killed" or "was stopped on request". */
    public String describe() {
        return switch (ending) {
            case EXITED -> "exited with " + exitCode;
            case TIMED_OUT -> "took longer than it may and was killed";
            case CANCELED -> "was stopped on request";
        };
    }
}
