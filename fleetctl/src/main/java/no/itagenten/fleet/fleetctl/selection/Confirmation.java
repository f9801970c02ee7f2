package no.itagenten.fleet.fleetctl.selection;

import java.util.List;
import java.util.stream.Collectors;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Option;

/** {@code --yes}, and the question it spares. */
public final class Confirmation {

    private static final int MOST_NAMED = 8;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    /**
     * Asks before something that is hard to undo.
     *
     * @param question without the question mark's answers
     * @throws Problem of kind DECLINED if the answer is no; of kind USAGE if nobody is there to ask
     */
    public void require(Invocation invocation, String question) {
        ask(invocation, question, "this asks first, and there is no terminal to ask at");
    }

    /**
     * Asks before several devices are touched. Without a terminal, whoever said {@code --all} has said enough.
     *
     * @throws Problem as {@link #require} does
     */
    public void requireForSeveral(Invocation invocation, String verb, List<DeviceView> devices, boolean all) {
        if (devices.size() > 1) {
            requireFor(invocation, verb, devices, all, "");
        }
    }

    /** The same for one device, too. */
    void requireFor(Invocation invocation, String verb, List<DeviceView> devices, boolean all, String consequence) {
        if (all && !invocation.surroundings().prompter().canAsk()) {
            return;
        }
        String which =
                devices.size() == 1 ? DeviceFinder.title(devices.get(0)) : count(devices) + " (" + names(devices) + ")";
        String why = devices.size() == 1
                ? "this asks first, and there is no terminal to ask at"
                : count(devices) + " are selected, and there is no terminal to ask whether all are meant";
        ask(invocation, verb + " " + which + consequence + "?", why);
    }

    private void ask(Invocation invocation, String question, String whyNot) {
        if (yes) {
            return;
        }
        if (!invocation.surroundings().prompter().canAsk()) {
            throw Problem.usage(whyNot, "Say --yes to do it unasked.");
        }
        if (!invocation.surroundings().prompter().confirm(question)) {
            throw new Problem(Problem.Kind.DECLINED, "declined; nothing was done", "");
        }
    }

    /** {@code 1 device}, {@code 3 devices}. */
    static String count(List<DeviceView> devices) {
        return devices.size() + (devices.size() == 1 ? " device" : " devices");
    }

    private static String names(List<DeviceView> devices) {
        return devices.stream().limit(MOST_NAMED).map(Confirmation::name).collect(Collectors.joining(", "))
                + (devices.size() > MOST_NAMED ? ", …" : "");
    }

    private static String name(DeviceView device) {
        return Sanitizer.line(device.name());
    }
}
