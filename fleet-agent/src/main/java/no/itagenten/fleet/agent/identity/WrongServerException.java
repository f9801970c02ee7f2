package no.itagenten.fleet.agent.identity;

import java.nio.file.Path;

/** A server other than the one the device enrolled with asks for proof. It gets none. */
public final class WrongServerException extends Exception {

    private static final long serialVersionUID = 1L;

    WrongServerException(String known, String asking, Path enrollmentFile) {
        super("the server calls itself " + asking + " and this device enrolled with " + known
                + ". If the server was set up anew, delete " + enrollmentFile
                + ", set ENROLLMENT_TOKEN and restart the agent");
    }
}
