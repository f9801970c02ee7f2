package no.itagenten.fleet.fleetctl.follow;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.CommandView;

/** The wait for commands as an operator sees it: progress, and on Ctrl-C a word about what goes on without us. */
public final class Waiting {

    private Waiting() {}

    /** Waits, and returns the commands as they are then. */
    @SuppressWarnings("try") // the registration is there to be closed
    public static List<CommandView> await(Invocation invocation, List<CommandId> ids, Titles titles, Duration timeout) {
        ProgressView view = view(invocation, titles, ids.size());
        Cancellation cancellation = invocation.surroundings().cancellation();
        Runnable goodbye = () -> {
            view.close();
            invocation.say("Stopped waiting; " + (ids.size() == 1 ? "the command goes on" : "the commands go on")
                    + ". Wait for " + (ids.size() == 1 ? "it" : "them") + " again with: fleetctl command wait "
                    + ids.stream().map(CommandId::value).collect(Collectors.joining(" ")));
        };
        try (view;
                Cancellation.Registration ignored = cancellation.onCancel(goodbye)) {
            return new CommandFollower(invocation.client(), invocation.clock(), view).follow(ids, timeout);
        }
    }

    private static ProgressView view(Invocation invocation, Titles titles, int commands) {
        TerminalFacts terminal = invocation.console().terminal();
        boolean live = terminal.error() && !terminal.dumb() && commands <= LiveProgress.MOST_LINES;
        return live
                ? new LiveProgress(invocation.console(), invocation.errPaint(), invocation.clock(), titles)
                : new PlainProgress(invocation.console(), invocation.times(), titles);
    }
}
