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
        CommandFollower follower = new CommandFollower(invocation.client(), invocation.clock(), view);
        Runnable goodbye = () -> {
            view.close();
            sayGoodbye(invocation, follower.pending(ids));
        };
        try (view;
                Cancellation.Registration ignored = cancellation.onCancel(goodbye)) {
            return follower.follow(ids, timeout);
        }
    }

    private static void sayGoodbye(Invocation invocation, List<CommandId> pending) {
        boolean one = pending.size() == 1;
        invocation.say("Stopped waiting; " + (one ? "the command goes on" : "the commands go on") + ". Wait for "
                + (one ? "it" : "them") + " again with: fleetctl command wait "
                + pending.stream().map(CommandId::value).collect(Collectors.joining(" ")));
    }

    private static ProgressView view(Invocation invocation, Titles titles, int commands) {
        TerminalFacts terminal = invocation.console().terminal();
        boolean live = terminal.error() && !terminal.dumb() && commands <= LiveProgress.MOST_LINES;
        return live
                ? new LiveProgress(invocation.console(), invocation.errPaint(), invocation.clock(), titles)
                : new PlainProgress(invocation.console(), invocation.times(), titles);
    }
}
