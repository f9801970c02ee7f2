package no.itagenten.fleet.fleetctl.output;

import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import no.itagenten.fleet.protocol.rest.CommandView;

/** How a service of a device is, as the device answered. */
public final class ServicePrinter {

    private static final int MOST_LINES = 20;

    private ServicePrinter() {}

    /** Its state and the last lines it wrote; empty if the device did not answer that. */
    public static Optional<String> sheet(CommandView command, Paint paint) {
        if (command.state() != CommandState.SUCCEEDED) {
            return Optional.empty();
        }
        Map<String, String> facts =
                command.result().map(CommandOutcome::details).orElse(Map.of());
        String state = facts.getOrDefault("active_state", "unknown");
        Sheet sheet = new Sheet()
                .field("Service", command.parameters().getOrDefault("service", ""))
                .field(
                        "State",
                        new Cell(
                                state + " (" + facts.getOrDefault("sub_state", "unknown") + ")",
                                DeviceCells.serviceTone(state)))
                .field("Since", Cell.of(Optional.ofNullable(facts.get("since"))))
                .field("Main process", Cell.of(Optional.ofNullable(facts.get("pid"))))
                .field("Restarts", Cell.of(Optional.ofNullable(facts.get("restarts"))));
        String output = command.outputTail()
                .map(tail -> "\n" + paint.bold("Last lines") + "\n" + CommandPrinter.indent(tail, MOST_LINES))
                .orElse("");
        return Optional.of(sheet.render(paint) + output);
    }
}
