package no.itagenten.fleet.fleetctl.selection;

import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which devices a command is about; a mixin, so that all commands understand the same. */
public final class DeviceSelection {

    @Parameters(
            arity = "0..*",
            paramLabel = "DEVICE",
            description = "Ids, names, the beginning of either, patterns such as 'kirke-*'; - for a list on standard"
                    + " input.")
    private List<String> words = List.of();

    @Mixin
    private SelectionOptions options = new SelectionOptions();

    /** Whether anything is selected. */
    public boolean given() {
        return !words.isEmpty() || options.given();
    }

    /** Whether all devices were asked for in so many words. */
    public boolean all() {
        return options.all();
    }

    /**
     * The devices to act on, at least one, each once.
     *
     * @throws Problem as {@link SelectionOptions#choose} does
     */
    public List<DeviceView> choose(Invocation invocation) {
        return options.choose(invocation, words);
    }

    /** The devices to list; all when nothing is selected, none when no device fits the selectors. */
    public List<DeviceView> filter(Invocation invocation) {
        return options.filter(invocation, words);
    }
}
