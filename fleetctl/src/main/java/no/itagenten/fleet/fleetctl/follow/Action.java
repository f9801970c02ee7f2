package no.itagenten.fleet.fleetctl.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandAccepted;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Sets the same thing off on one device or several, and waits for all of them. */
public final class Action {

    /** What is asked of the server for each device. */
    public interface Order {
        /** Asks. */
        CommandAccepted send(DeviceId device);
    }

    private final Invocation invocation;
    private final OutputOption output;
    private final List<CommandAccepted> accepted = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();

    /** An action of this command's run. */
    public Action(Invocation invocation, OutputOption output) {
        this.invocation = invocation;
        this.output = output;
    }

    /** Does it, on every device that the server takes it for. */
    public ExitCode perform(List<DeviceView> devices, Order order, WaitOptions wait) {
        return perform(devices, order, wait, ended -> {});
    }

    /**
     * The same for something that has an answer.
     *
     * @param show prints the answers of those that have one, for people
     */
    public ExitCode perform(List<DeviceView> devices, Order order, WaitOptions wait, Consumer<List<CommandView>> show) {
        for (DeviceView device : devices) {
            send(device, order, devices.size() == 1);
        }
        ExitCode code = wait.async() ? printIds() : await(devices, wait, show);
        return refused.isEmpty() ? code : ExitCode.FAILED;
    }

    private void send(DeviceView device, Order order, boolean only) {
        try {
            accepted.add(order.send(device.id()));
        } catch (Problem e) {
            // With several, the others are already under way: theirs is the wait, and this one counts as failed.
            if (only || e.kind() == Problem.Kind.INTERRUPTED || (accepted.isEmpty() && isForAll(e))) {
                throw e;
            }
            refused.add(new Refusal(device.id(), e.getMessage()));
            invocation.say(invocation.errPaint().red("✘") + " " + DeviceFinder.title(device) + ": " + e.getMessage());
        }
    }

    private static boolean isForAll(Problem problem) {
        return problem.kind() == Problem.Kind.UNREACHABLE || problem.kind() == Problem.Kind.NOT_ALLOWED;
    }

    private ExitCode printIds() {
        if (output.forPrograms()) {
            print(accepted.stream()
                    .map(command -> invocation.client().command(command.commandId()))
                    .toList());
        } else {
            accepted.forEach(command -> invocation.print(command.commandId() + "\n"));
        }
        return ExitCode.DONE;
    }

    private ExitCode await(List<DeviceView> devices, WaitOptions wait, Consumer<List<CommandView>> show) {
        List<CommandId> ids = accepted.stream().map(CommandAccepted::commandId).toList();
        Titles titles = new Titles(devices);
        List<CommandView> ended = Waiting.await(invocation, ids, titles, wait.timeout());
        ExitCode code = new Report(invocation, titles).tell(ended);
        if (output.forPrograms()) {
            print(ended);
        } else {
            show.accept(ended);
        }
        return code;
    }

    /** One for each device, also for those of which nothing was taken. */
    private void print(List<CommandView> commands) {
        invocation.printMany(
                output,
                Kind.COMMAND,
                Stream.<Object>concat(commands.stream(), refused.stream()).toList());
    }
}
