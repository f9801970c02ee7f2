package no.itagenten.fleet.fleetctl.follow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Asks the server for one device after the other, and keeps which it refused. For one thread. */
final class Orders implements CommandSource {

    private final Invocation invocation;
    private final Action.Order order;
    private final Deque<DeviceView> left;
    private final boolean only;
    private final List<Unsent> refused = new ArrayList<>();
    private boolean anyTaken;

    Orders(Invocation invocation, Action.Order order, List<DeviceView> devices) {
        this.invocation = invocation;
        this.order = order;
        this.left = new ArrayDeque<>(devices);
        this.only = devices.size() == 1;
    }

    @Override
    public Optional<CommandId> next() {
        while (!left.isEmpty()) {
            DeviceView device = left.poll();
            try {
                CommandId id = order.send(device.id()).commandId();
                anyTaken = true;
                return Optional.of(id);
            } catch (Problem e) {
                // With several, the others are already under way: theirs is the wait, and this one counts as failed.
                if (only || e.kind() == Problem.Kind.INTERRUPTED || (!anyTaken && isForAll(e))) {
                    throw e;
                }
                refused.add(Unsent.refused(device.id(), e.getMessage()));
                invocation.warn(invocation.errPaint().red("✘") + " " + DeviceFinder.title(device) + ": "
                        + Sanitizer.line(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static boolean isForAll(Problem problem) {
        return problem.kind() == Problem.Kind.UNREACHABLE || problem.kind() == Problem.Kind.NOT_ALLOWED;
    }

    /** The devices that got no command, and why. */
    List<Unsent> unsent() {
        List<Unsent> unsent = new ArrayList<>(refused);
        left.forEach(device -> unsent.add(Unsent.notBegun(device.id())));
        return unsent;
    }
}
