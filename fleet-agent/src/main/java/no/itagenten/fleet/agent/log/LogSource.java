package no.itagenten.fleet.agent.log;

import java.util.Optional;
import no.itagenten.fleet.protocol.LogLine;

/** Where log lines come from. For one thread. */
interface LogSource extends AutoCloseable {

    /**
     * A line, and from where to go on after it.
     *
     * @param source whose position it is
     * @param position means something to that source alone
     */
    record Line(String source, LogLine line, String position) {}

    /** The next line, if there is one by now; does not wait. */
    Optional<Line> next();

    /** Lets go of files and processes; the position is not lost by it. */
    @Override
    void close();
}
