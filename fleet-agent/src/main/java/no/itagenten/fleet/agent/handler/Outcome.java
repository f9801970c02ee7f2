package no.itagenten.fleet.agent.handler;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.Text;

/**
 * How a command ended, before it becomes a message.
 *
 * @param exitCode of the program that failed, where one did
 * @param output its end
 */
record Outcome(
        CommandState state,
        String message,
        Optional<Integer> exitCode,
        Optional<String> output,
        Map<String, String> details) {

    private static final String WAY_BACK = "-- on the way back --\n";

    Outcome {
        details = Map.copyOf(details);
    }

    static Outcome of(CommandState state, String message) {
        return new Outcome(state, message, Optional.empty(), Optional.empty(), Map.of());
    }

    static Outcome succeeded(String message) {
        return of(CommandState.SUCCEEDED, message);
    }

    static Outcome failed(String message) {
        return of(CommandState.FAILED, message);
    }

    /** Nothing proves whether it took effect. */
    static Outcome mayHaveRun(String why) {
        return failed("may have run: " + why);
    }

    static Outcome rejected(String message) {
        return of(CommandState.REJECTED, message);
    }

    /** The same with what the failed step left behind. */
    Outcome because(StepFailedException failure) {
        return new Outcome(state, message, failure.exitCode(), failure.output(), details)
                .with("failed_step", failure.step());
    }

    /**
     * The same with what the step left behind that failed on the way back, after what is there already. Each may take half of the
     * room, so that a talkative one does not push the other out.
     */
    Outcome andBecause(StepFailedException wayBack) {
        Outcome named = with("failed_rollback_step", wayBack.step());
        if (wayBack.output().isEmpty()) {
            return named;
        }
        String there = output.map(text -> half(text.stripTrailing()) + "\n").orElse("");
        return named.withOutput(there + WAY_BACK + half(wayBack.output().get()));
    }

    private static String half(String text) {
        return Text.cutKeepingEnd(text, (Protocol.MAX_OUTPUT_BYTES - WAY_BACK.length() - 1) / 2);
    }

    /** The same with something to show. */
    Outcome withOutput(String shown) {
        return new Outcome(state, message, exitCode, Optional.of(shown), details);
    }

    Outcome with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new Outcome(state, message, exitCode, output, more);
    }

    Outcome with(Map<String, String> further) {
        Map<String, String> more = new TreeMap<>(details);
        more.putAll(further);
        return new Outcome(state, message, exitCode, output, more);
    }
}
