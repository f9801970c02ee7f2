package no.itagenten.fleet.fleetctl.watch;

import java.util.Set;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Option;

/** {@code -w}, for what changes by itself. */
public final class WatchOption {

    @Option(
            names = {"-w", "--watch"},
            description = "Go on showing it as it changes, until Ctrl-C; on a pipe what has changed comes below.")
    private boolean watch;

    /** Whether it was asked for. */
    public boolean given() {
        return watch;
    }

    /**
     * Watches until somebody ends it.
     *
     * @param screen whether a terminal may be drawn over, as programs do not want it
     * @param events the server's events after which it may be another
     * @throws no.itagenten.fleet.fleetctl.problem.Problem of kind INTERRUPTED at the end; of another if it cannot go on
     */
    public ExitCode run(Invocation invocation, Content content, boolean screen, String... events) {
        TerminalFacts terminal = invocation.console().terminal();
        View view = screen && terminal.output() && !terminal.dumb()
                ? new LiveView(invocation, content)
                : new PlainView(invocation, content);
        return new Watch(invocation, view, Set.of(events), Watch.ASK_AFTER_SILENCE).run();
    }
}
