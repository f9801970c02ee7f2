package no.itagenten.fleet.fleetctl.follow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.CommandView;

/** The wait for commands as an operator sees it: progress, and on Ctrl-C a word about what goes on without us. */
public final class Waiting {

    private final Invocation invocation;
    private final Optional<LogDirectory> logs;

    /** A wait that is told on standard error. */
    public Waiting(Invocation invocation) {
        this(invocation, Optional.empty());
    }

    /** The same, told in files too. */
    Waiting(Invocation invocation, Optional<LogDirectory> logs) {
        this.invocation = invocation;
        this.logs = logs;
    }

    /** Waits for commands that were set off before, and returns them as they are then. */
    public List<CommandView> await(List<CommandId> ids, Duration timeout) {
        return await(CommandSource.of(ids), Math.max(1, ids.size()), timeout);
    }

    /** Waits for commands of which at most so many may be under way at once. */
    @SuppressWarnings("try") // the registration is there to be closed
    List<CommandView> await(CommandSource source, int parallel, Duration timeout) {
        ProgressView shown = view();
        ProgressView view = logs.<ProgressView>map(directory -> new BothViews(shown, directory))
                .orElse(shown);
        Cancellation cancellation = invocation.surroundings().cancellation();
        CommandFollower follower = new CommandFollower(invocation.client(), invocation.clock(), view);
        Runnable goodbye = () -> {
            view.close();
            sayGoodbye(invocation, follower.pending());
        };
        try (view;
                Cancellation.Registration ignored = cancellation.onCancel(goodbye)) {
            return follower.follow(source, parallel, timeout);
        }
    }

    private static void sayGoodbye(Invocation invocation, List<CommandId> pending) {
        if (pending.isEmpty()) {
            return;
        }
        boolean one = pending.size() == 1;
        invocation.say("Stopped waiting; " + (one ? "the command goes on" : "the commands go on") + ". Wait for "
                + (one ? "it" : "them") + " again with: fleetctl command wait "
                + pending.stream().map(CommandId::value).collect(Collectors.joining(" ")));
    }

    private ProgressView view() {
        TerminalFacts terminal = invocation.console().terminal();
        boolean live = terminal.error() && !terminal.dumb() && !invocation.quiet();
        return live
                ? new LiveProgress(invocation.console(), invocation.errPaint(), invocation.clock(), invocation.times())
                : new PlainProgress(invocation.times(), (device, line) -> invocation.say(line));
    }
}
