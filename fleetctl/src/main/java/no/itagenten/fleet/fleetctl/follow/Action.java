package no.itagenten.fleet.fleetctl.follow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandAccepted;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceStatus;
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

    /** An action of this command's run. */
    public Action(Invocation invocation, OutputOption output) {
        this.invocation = invocation;
        this.output = output;
    }

    /** Does it, on every device that the server takes it for. */
    public ExitCode perform(List<DeviceView> devices, Order order, FleetWaitOptions wait) {
        return perform(devices, order, wait, ended -> {});
    }

    /**
     * The same for something that has an answer.
     *
     * @param show prints the answers of those that have one, for people
     */
    public ExitCode perform(
            List<DeviceView> devices, Order order, FleetWaitOptions wait, Consumer<List<CommandView>> show) {
        Optional<Integer> parallel = wait.parallel();
        Optional<LogDirectory> logs = wait.logDirectory().map(path -> LogDirectory.open(path, invocation));
        List<DeviceView> inTurn = new ArrayList<>(devices);
        if (parallel.isPresent()) { // one that is away would keep the others waiting
            inTurn.sort(Comparator.comparing(device -> device.status() == DeviceStatus.OFFLINE));
        }
        Orders orders = new Orders(invocation, order, inTurn);
        if (wait.async()) {
            return printIds(orders);
        }
        Titles titles = new Titles(devices);
        List<CommandView> ended =
                new Waiting(invocation, logs).await(orders, parallel.orElse(devices.size()), wait.timeout());
        List<Unsent> unsent = orders.unsent();
        ExitCode code = new Report(invocation, titles).tell(ended, unsent);
        logs.ifPresent(directory -> directory.close(ended, unsent));
        if (output.forPrograms()) {
            print(ended, unsent);
        } else {
            show.accept(ended);
        }
        return code;
    }

    private ExitCode printIds(Orders orders) {
        List<CommandId> ids = new ArrayList<>();
        for (Optional<CommandId> id = orders.next(); id.isPresent(); id = orders.next()) {
            ids.add(id.get());
        }
        List<Unsent> refused = orders.unsent();
        if (output.forPrograms()) {
            print(ids.stream().map(invocation.client()::command).toList(), refused);
        } else {
            ids.forEach(id -> invocation.print(id + "\n"));
        }
        return refused.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** One for each device, also for those that got no command. */
    private void print(List<CommandView> commands, List<Unsent> unsent) {
        invocation.printMany(
                output,
                Kind.COMMAND,
                Stream.<Object>concat(commands.stream(), unsent.stream()).toList());
    }
}
