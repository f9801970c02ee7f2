package no.itagenten.fleet.agent.handler;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.itagenten.fleet.protocol.CommandState;

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

    /** The same with what the step left behind that failed on the way back, after what is there already. */
    Outcome andBecause(StepFailedException wayBack) {
        Outcome named = with("failed_rollback_step", wayBack.step());
        return wayBack.output()
                .map(second -> named.withOutput(output.map(first -> first.stripTrailing() + "\n")
                                .orElse("") + "-- on the way back --\n" + second))
                .orElse(named);
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
