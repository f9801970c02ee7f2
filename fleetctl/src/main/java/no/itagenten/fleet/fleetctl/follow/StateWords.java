package no.itagenten.fleet.fleetctl.follow;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandPhase;
import no.itagenten.fleet.protocol.rest.CommandView;

/** Says where a command stands. */
final class StateWords {

    private final Times times;

    StateWords(Times times) {
        this.times = times;
    }

    /** A few words about a command that is not at its end. */
    String standing(CommandView command) {
        if (command.state() == CommandState.QUEUED && command.reason().equals(Optional.of("offline"))) {
            return "offline: queued, runs when it is back (expires " + times.relative(command.expiresAt()) + ")";
        }
        return state(command);
    }

    private static String state(CommandView command) {
        String state = CommandPrinter.name(command.state());
        return switch (command.state()) {
            case QUEUED ->
                command.reason().equals(Optional.of("order"))
                        ? "queued behind an earlier command"
                        : state + because(command);
            case WAITING -> state + because(command);
            case RUNNING -> latestPhase(command).map(CommandPrinter::describe).orElse(state);
            default -> state;
        };
    }

    private static String because(CommandView command) {
        return command.reason().map(reason -> ": " + Sanitizer.line(reason)).orElse("");
    }

    private static Optional<CommandPhase> latestPhase(CommandView command) {
        return command.phases().isEmpty()
                ? Optional.empty()
                : Optional.of(command.phases().get(command.phases().size() - 1));
    }
}
