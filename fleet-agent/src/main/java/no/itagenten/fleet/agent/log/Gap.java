package no.itagenten.fleet.agent.log;

import java.util.Optional;
import java.util.function.Supplier;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.LogLine;

/**
 * Says in the log itself where lines of a source may be missing, just before the first line that comes after. Of a source that
 * stays quiet nothing is known to be missing. For one thread.
 */
final class Gap {

    private Optional<String> why = Optional.empty();
    private Optional<LogSource.Line> after = Optional.empty();

    /** From here on the next line is the first one after a gap. */
    void open(String reason) {
        why = Optional.of(reason);
    }

    /**
     * The next line, or what is to be said before it.
     *
     * @param source gives the next line, if there is one
     * @param position from where to go on if the agent ends between the two
     */
    Optional<LogSource.Line> next(Supplier<Optional<LogSource.Line>> source, String position) {
        if (after.isPresent()) {
            Optional<LogSource.Line> held = after;
            after = Optional.empty();
            return held;
        }
        Optional<LogSource.Line> line = source.get();
        if (line.isEmpty() || why.isEmpty()) {
            return line;
        }
        after = line;
        LogSource.Line first = line.get();
        String message = "Lines before this one may be missing: " + why.get();
        why = Optional.empty();
        return Optional.of(new LogSource.Line(
                first.source(),
                new LogLine(
                        first.line().timestamp(), LogLevel.WARN, first.line().source(), message),
                position));
    }
}
