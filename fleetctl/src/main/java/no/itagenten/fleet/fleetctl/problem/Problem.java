package no.itagenten.fleet.fleetctl.problem;

/**
 * Something an operator has to know: one line that says what is wrong, and one that says what to do next. It ends the command;
 * nobody but the dispatcher prints it.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What sort of problem it is; {@link ExitCode} maps each to the number the program ends with. */
    public enum Kind {
        /** The work failed, or the server did something unexpected. */
        FAILED,
        /** The words on the command line do not make sense together. */
        USAGE,
        /** A person said no. */
        DECLINED,
        /** There is no token, or it does not suffice. */
        NOT_ALLOWED,
        /** No device goes by that name. */
        NO_DEVICE,
        /** The server could not be reached. */
        UNREACHABLE,
        /** A person pressed Ctrl-C. */
        INTERRUPTED,
        /** Whoever read our output has gone, as {@code head} does; nothing is said about it. */
        OUTPUT_CLOSED
    }

    private final Kind kind;
    private final String nextStep;

    /**
     * A problem found here.
     *
     * @param what one sentence without a full stop
     * @param nextStep one sentence, or empty where there is nothing to add
     */
    public Problem(Kind kind, String what, String nextStep) {
        this(kind, what, nextStep, null);
    }

    /** The same with its cause, which only {@code --debug} shows. */
    public Problem(Kind kind, String what, String nextStep, Throwable cause) {
        super(what, cause);
        this.kind = kind;
        this.nextStep = nextStep;
    }

    /** A mistake on the command line. */
    public static Problem usage(String what, String nextStep) {
        return new Problem(Kind.USAGE, what, nextStep);
    }

    /** What sort it is. */
    public Kind kind() {
        return kind;
    }

    /** What to do next; may be empty. */
    public String nextStep() {
        return nextStep;
    }
}
