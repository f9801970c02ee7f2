package no.itagenten.fleet.fleetctl.follow;

import no.itagenten.fleet.protocol.rest.CommandView;

/** Shows how commands get on while somebody waits for them. */
public interface ProgressView extends AutoCloseable {

    /** A command changed, or is seen for the first time. */
    void update(CommandView command);

    /** Something about the wait itself. */
    void note(String line);

    /** A second or so has passed. */
    void tick();

    /** The wait is over; what was only for the moment is taken away. May come twice. */
    @Override
    void close();
}
