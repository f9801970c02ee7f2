package no.itagenten.fleet.agent.log;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.protocol.LogBatch;

/**
 * What the agent must know after a restart so that no line is lost and none is told twice. Immutable.
 *
 * @param stream the name of this agent's numbering
 * @param lastBatch the number of the newest batch, 0 for none
 * @param positions of each source, after the newest batch
 * @param pending the newest batch, exactly as it was sent, while the server may not have stored it
 */
record LogState(String stream, long lastBatch, Map<String, String> positions, Optional<LogBatch> pending) {

    LogState {
        positions = Map.copyOf(positions);
    }

    static LogState begin(String stream) {
        return new LogState(stream, 0, Map.of(), Optional.empty());
    }

    LogState with(LogBatch batch, Map<String, String> newPositions) {
        Map<String, String> all = new TreeMap<>(positions);
        all.putAll(newPositions);
        return new LogState(stream, batch.batch(), all, Optional.of(batch));
    }

    LogState stored() {
        return new LogState(stream, lastBatch, positions, Optional.empty());
    }

    LogState at(String source, String position) {
        Map<String, String> all = new TreeMap<>(positions);
        all.put(source, position);
        return new LogState(stream, lastBatch, all, pending);
    }

    LogState without(String source) {
        Map<String, String> all = new TreeMap<>(positions);
        all.remove(source);
        return new LogState(stream, lastBatch, all, pending);
    }
}
