package no.itagenten.fleet.fleetctl.selection;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Mixin;

/** The devices that a command acts on: chosen, shown with {@code --dry-run}, and asked about when they are several. */
public final class Targets {

    @Mixin
    private DeviceSelection selection = new DeviceSelection();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Mixin
    private DryRun dryRun = new DryRun();

    /**
     * The devices, once nothing stands in the way.
     *
     * @param verb what is to be done with them, as the first word of a question: {@code Restart}
     * @return empty if {@code --dry-run} has told which they are
     * @throws no.itagenten.fleet.fleetctl.problem.Problem as {@link DeviceSelection#choose} and {@link Confirmation} do
     */
    public Optional<List<DeviceView>> settle(Invocation invocation, String verb) {
        List<DeviceView> chosen = selection.choose(invocation);
        if (dryRun.tells(invocation, verb, chosen)) {
            return Optional.empty();
        }
        confirmation.requireForSeveral(invocation, verb, chosen, selection.all());
        return Optional.of(chosen);
    }

    /**
     * The same for what is asked about even if it is one.
     *
     * @param consequence what the question says besides, such as {@code , for good}
     */
    public Optional<List<DeviceView>> settleAlwaysAsking(Invocation invocation, String verb, String consequence) {
        List<DeviceView> chosen = selection.choose(invocation);
        if (dryRun.tells(invocation, verb, chosen)) {
            return Optional.empty();
        }
        confirmation.requireFor(invocation, verb, chosen, selection.all(), consequence);
        return Optional.of(chosen);
    }
}
