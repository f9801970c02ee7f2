package no.itagenten.fleet.agent.handler;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.gate.Gate;
import no.itagenten.fleet.agent.gate.Gate.Hold;
import no.itagenten.fleet.agent.gate.Gate.Verdict;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.Risk;

/** Has a command wait until the device may be disturbed. What comes back is good for this moment only: the step follows at once. */
final class Turn {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Gate gate;
    private final Duration lookAgain;

    Turn(Gate gate) {
        this(gate, LOOK_AGAIN);
    }

    Turn(Gate gate, Duration lookAgain) {
        this.gate = gate;
        this.lookAgain = lookAgain;
    }

    /**
     * Returns when the device may be disturbed, or the risk of it was accepted, which is then noted. Tells what it waits for; the
     * deadline stands still meanwhile.
     *
     * @throws CanceledException if the command was taken back meanwhile
     * @throws ExpiredException if it may not begin any more
     */
    void await(CommandRun run, Optional<CommandTerms> terms)
            throws CanceledException, ExpiredException, InterruptedException {
        run.deadline().stop();
        try {
            awaitFree(run, terms.orElse(CommandTerms.NONE), true);
        } finally {
            run.deadline().goOn();
        }
    }

    /**
     * The same for a step that disturbs nothing which runs: only a lock holds it up.
     *
     * @throws CanceledException if the command was taken back meanwhile
     * @throws ExpiredException if it may not begin any more
     */
    void awaitUnlocked(CommandRun run) throws CanceledException, ExpiredException, InterruptedException {
        run.deadline().stop();
        try {
            awaitFree(
                    run,
                    new CommandTerms(Optional.empty(), Optional.empty(), Optional.of(List.of(Risk.values()))),
                    false);
        } finally {
            run.deadline().goOn();
        }
    }

    private void awaitFree(CommandRun run, CommandTerms terms, boolean recorded)
            throws CanceledException, ExpiredException, InterruptedException {
        Optional<Hold> told = Optional.empty();
        while (true) {
            Verdict verdict = gate.judge(terms);
            Optional<Hold> hold = verdict.hold();
            if (hold.isPresent() && !hold.equals(told)) {
                run.tellWaiting(hold.get().kind(), hold.get().reason());
                told = hold;
            }
            if (told.isPresent() && run.isExpired()) {
                throw new ExpiredException(told.get().reason());
            }
            if (hold.isEmpty()) {
                verdict.override().filter(risk -> recorded).ifPresent(run::overrides);
                return;
            }
            run.cancellation().await(lookAgain.toMillis());
            run.stopIfCanceled();
        }
    }
}
