package no.itagenten.fleet.fleetctl.top;

import java.io.IOException;
import java.util.List;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.SystemTerminal;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fleetctl top}: the fleet on the whole screen, as it changes. */
@Command
public final class Top extends FleetCommand {

    private static final String OTHERWISE = "Look at the fleet with: fleetctl status, or: fleetctl devices";

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "What comes first: ${COMPLETION-CANDIDATES} (default: status).")
    private TopOrder order = TopOrder.STATUS;

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only devices whose name, venue, tag or status holds it.")
    private String filter = "";

    @Override
    public ExitCode run(Invocation invocation) {
        TerminalFacts facts = invocation.console().terminal();
        if (!facts.input() || !facts.output()) {
            throw Problem.usage("top needs a terminal", OTHERWISE);
        }
        if (facts.dumb()) {
            throw Problem.usage("this terminal cannot show a whole screen (TERM is dumb, or not set)", OTHERWISE);
        }
        if (invocation.surroundings().prompter() instanceof TerminalOwner owner) {
            return show(invocation, owner.terminal());
        }
        try (Terminal terminal = SystemTerminal.builder().build()) {
            return show(invocation, terminal);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "cannot use this terminal: " + e.getMessage(), OTHERWISE, e);
        }
    }

    private ExitCode show(Invocation invocation, Terminal terminal) {
        FleetClient client = invocation.client();
        List<DeviceView> devices = client.devices(); // what is wrong now is told as by any command
        TopModel model = new TopModel();
        model.order = order;
        model.filter = filter;
        String server = Sanitizer.line(invocation.target().title());
        TopRenderer renderer = new TopRenderer(server, invocation.clock(), invocation.outPaint());
        try (TopFeed feed = new TopFeed(client, invocation.clock(), devices)) {
            return new TopScreen(terminal, renderer, invocation.surroundings().cancellation()).run(model, feed);
        }
    }
}
