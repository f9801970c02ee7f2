package no.itagenten.fleet.agent.service;

import java.util.OptionalInt;

/** A service could not be asked about or restarted. The message is one sentence for an operator. */
public final class ServiceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient OptionalInt exitCode;

    public ServiceException(String message) {
        super(message);
        this.exitCode = OptionalInt.empty();
    }

    public ServiceException(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = OptionalInt.empty();
    }

    public ServiceException(String message, int exitCode) {
        super(message);
        this.exitCode = OptionalInt.of(exitCode);
    }

    /** Of the program that failed, where one did. */
    public OptionalInt exitCode() {
        return exitCode;
    }
}
