package no.itagenten.fleet.fleetd.enrollment;

/** An enrolment that was refused. */
public final class EnrollmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        BAD_TOKEN,
        BAD_KEY,
        DEVICE_EXISTS,
        REVOKED,
        SENT_AWAY
    }

    private final Reason reason;

    EnrollmentException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
