package no.itagenten.fleet.fleetctl.problem;

import java.util.Collection;
import no.itagenten.fleet.protocol.CommandState;

/** The numbers fleetctl ends with; scripts rely on them. This is the one place where they are given out. */
public enum ExitCode {
    /** All went well. */
    DONE(0, "done (an empty list too)"),
    /** Something failed. */
    FAILED(1, "failed on at least one device, or any other error that is not below"),
    /** The command line was wrong. */
    USAGE(2, "wrong usage"),
    /** A person said no. */
    DECLINED(3, "declined at a prompt"),
    /** No sufficient token. */
    NOT_ALLOWED(4, "not logged in, or not allowed"),
    /** No such device. */
    NO_DEVICE(5, "no device matched"),
    /** No server. */
    UNREACHABLE(7, "the server cannot be reached"),
    /** The wait ended before the command did. */
    PENDING(8, "still pending when the wait ended, and nothing failed"),
    /** Ctrl-C. */
    INTERRUPTED(130, "interrupted");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The process's exit status. */
    public int number() {
        return number;
    }

    /** For {@code fleetctl help exit-codes}. */
    public String meaning() {
        return meaning;
    }

    /** The code a problem ends with. */
    public static ExitCode of(Problem.Kind kind) {
        return switch (kind) {
            case FAILED -> FAILED;
            case USAGE -> USAGE;
            case DECLINED -> DECLINED;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case NO_DEVICE -> NO_DEVICE;
            case UNREACHABLE -> UNREACHABLE;
            case INTERRUPTED -> INTERRUPTED;
            case OUTPUT_CLOSED -> DONE;
        };
    }

    /** The code of a command on one device that was waited for. */
    public static ExitCode of(CommandState state) {
        return switch (state) {
            case SUCCEEDED -> DONE;
            case QUEUED, DELIVERED, RUNNING, WAITING -> PENDING;
            case FAILED, ROLLED_BACK, TIMED_OUT, REJECTED, CANCELED, EXPIRED -> FAILED;
        };
    }

    /** Over several devices the worst wins: failed over pending over done. */
    public static ExitCode worst(Collection<ExitCode> codes) {
        if (codes.contains(FAILED)) {
            return FAILED;
        }
        return codes.contains(PENDING) ? PENDING : DONE;
    }
}
