package no.itagenten.fleet.agent.handler;

/** The time within which a command may begin passed while it waited for its turn. */
final class ExpiredException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param waitedFor what it waited for, for people */
    ExpiredException(String waitedFor) {
        super(waitedFor);
    }
}
