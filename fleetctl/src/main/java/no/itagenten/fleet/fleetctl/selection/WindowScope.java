package no.itagenten.fleet.fleetctl.selection;

import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.Similar;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What maintenance windows are for: some devices, or all of a tag. */
public final class WindowScope {

    @Mixin
    private DeviceSelection selection = new DeviceSelection();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Option(names = "--tag", paramLabel = "TAG", description = "All devices of this tag that have none of their own.")
    private String tag;

    /** The tag; empty if it is for devices. */
    public Optional<String> tag() {
        if ((tag == null) == !selection.given()) {
            throw Problem.usage("say either which devices or --tag", "See which there are: fleetctl window list");
        }
        return Optional.ofNullable(tag);
    }

    /**
     * The devices; not for a tag.
     *
     * @param verb as for {@link Confirmation#requireForSeveral}
     */
    public List<DeviceView> devices(Invocation invocation, String verb) {
        List<DeviceView> chosen = selection.choose(invocation);
        confirmation.requireForSeveral(invocation, verb, chosen, selection.all());
        return chosen;
    }

    /** Says so if no device has the tag, which is most often a slip of the pen. */
    public static void noteUnknown(Invocation invocation, String tag) {
        List<String> known = invocation.client().devices().stream()
                .flatMap(device -> device.tags().stream())
                .distinct()
                .toList();
        if (!known.contains(tag)) {
            invocation.say(invocation.errPaint().amber("Warning: ") + "no device has the tag '" + Sanitizer.line(tag)
                    + "' now. " + Similar.question(Sanitizer.line(tag), known, ""));
        }
    }
}
