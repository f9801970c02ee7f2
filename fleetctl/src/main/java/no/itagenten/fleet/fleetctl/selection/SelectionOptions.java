package no.itagenten.fleet.fleetctl.selection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.PathConverter;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Option;

/** Which devices are meant, by options; the one place that knows how names, lists and selectors go together. */
public final class SelectionOptions {

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            description = "Devices with these labels: venue=oslo,role!=backup,tag in (a,b).")
    private List<String> selectors = List.of();

    @Option(
            names = "--field-selector",
            paramLabel = "SELECTOR",
            description = "Devices with these fields: status=offline,version=3f9a2c1.")
    private List<String> fieldSelectors = List.of();

    @Option(names = "--all", description = "All devices.")
    private boolean all;

    @Option(
            names = "--from-file",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "The devices that FILE names, one a line; - for standard input.")
    private Path fromFile;

    /** What was read from standard input, which is there only once, though a watch asks again and again. */
    private List<String> fromInput;

    /** Whether any of them is given. */
    public boolean given() {
        return all || fromFile != null || !selectors.isEmpty() || !fieldSelectors.isEmpty();
    }

    /** Whether all devices were asked for in so many words. */
    public boolean all() {
        return all;
    }

    /**
     * The devices that are meant, each once: the named ones, of which the selectors leave some; without names, of all.
     *
     * @param words names, patterns, {@code -} for a list on standard input
     * @throws Problem of kind USAGE if nothing is selected or a name is ambiguous, of kind NO_DEVICE if nothing matches
     */
    public List<DeviceView> choose(Invocation invocation, List<String> words) {
        if (words.isEmpty() && !given()) {
            throw Problem.usage(
                    "no device is selected",
                    "Name DEVICE, or say --selector, --field-selector, --from-file or --all; see: fleetctl help selectors");
        }
        List<DeviceView> chosen = filter(invocation, words);
        if (chosen.isEmpty()) {
            throw new Problem(
                    Problem.Kind.NO_DEVICE,
                    all && selectors.isEmpty() && fieldSelectors.isEmpty()
                            ? "there are no devices"
                            : "no device matches " + said(),
                    "See which there are: fleetctl devices");
        }
        return chosen;
    }

    /** The same for a list, which may be empty: all devices when nothing is selected. */
    public List<DeviceView> filter(Invocation invocation, List<String> words) {
        if (all && (!words.isEmpty() || fromFile != null)) {
            throw Problem.usage("--all and names of devices do not go together", "Leave one of them out.");
        }
        Selector selector = Selector.parse(selectors, fieldSelectors);
        List<String> names = names(invocation, words);
        DeviceFinder finder = DeviceFinder.of(invocation.client());
        List<DeviceView> chosen = names.isEmpty() ? finder.all() : finder.findAll(names);
        return selector.isEmpty() ? chosen : selector.filter(chosen, finder.all());
    }

    private List<String> names(Invocation invocation, List<String> words) {
        List<String> names = new ArrayList<>();
        List<String> sources = new ArrayList<>(words);
        if (fromFile != null && fromFile.toString().equals("-")) {
            sources.add("-");
        } else if (fromFile != null) {
            names.addAll(NameList.ofFile(fromFile));
        }
        for (String word : sources) {
            if (!word.equals("-")) {
                names.add(word);
            } else if (fromInput == null) {
                fromInput = NameList.ofStandardInput(invocation.console());
            }
        }
        if (fromInput != null) {
            names.addAll(fromInput);
        }
        return names;
    }

    private String said() {
        List<String> parts = new ArrayList<>(selectors);
        parts.addAll(fieldSelectors);
        return "'" + String.join(",", parts) + "'";
    }
}
