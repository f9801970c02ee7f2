package no.itagenten.fleet.fleetctl.selection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.Similar;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** Conditions on devices: those of {@code --selector} on labels, those of {@code --field-selector} on fields. Immutable. */
final class Selector {

    private static final String LABELS = "--selector";
    private static final String FIELDS = "--field-selector";

    private final List<Requirement> labels;
    private final List<Requirement> fields;

    private Selector(List<Requirement> labels, List<Requirement> fields) {
        this.labels = labels;
        this.fields = fields;
    }

    /**
     * Reads what the two options say.
     *
     * @throws Problem of kind USAGE if it makes no sense whatever the devices are
     */
    static Selector parse(List<String> labels, List<String> fields) {
        Selector selector = new Selector(requirements(LABELS, labels), requirements(FIELDS, fields));
        selector.fields.forEach(Selector::checkField);
        return selector;
    }

    private static List<Requirement> requirements(String option, List<String> texts) {
        List<Requirement> all = new ArrayList<>();
        texts.forEach(text -> all.addAll(new SelectorParser(option).parse(text)));
        return List.copyOf(all);
    }

    private static void checkField(Requirement requirement) {
        requireKey(FIELDS, requirement.key(), DeviceFields.canonical(requirement.key()), DeviceFields.KEYS);
        List<String> possible = DeviceFields.valuesOf(requirement.key());
        for (String value : requirement.values()) {
            if (!possible.isEmpty() && possible.stream().noneMatch(value::equalsIgnoreCase)) {
                throw Problem.usage(
                        FIELDS + ": " + requirement.key() + " is never '" + Text.excerpt(value, 60) + "'",
                        "It is one of: " + String.join(", ", possible));
            }
        }
    }

    private static void requireKey(String option, String asked, String key, Collection<String> known) {
        if (known.stream().noneMatch(key::equalsIgnoreCase)) {
            throw Problem.usage(
                    option + ": there is no key '" + Text.excerpt(asked, 60) + "'",
                    DeviceFields.KEYS.contains(DeviceFields.canonical(asked))
                            ? "It is a field of devices: use " + FIELDS + "."
                            : Similar.question(asked, known, "There are: " + String.join(", ", known)));
        }
    }

    /** Whether it leaves everything through. */
    boolean isEmpty() {
        return labels.isEmpty() && fields.isEmpty();
    }

    /**
     * Those of the chosen devices that fulfil it.
     *
     * @param fleet all devices; they decide which labels there are
     * @throws Problem of kind USAGE if it names a label that no device has
     */
    List<DeviceView> filter(List<DeviceView> chosen, List<DeviceView> fleet) {
        for (Requirement requirement : labels) {
            String key = requirement.key().equalsIgnoreCase("tags") ? DeviceLabels.TAG : requirement.key();
            requireKey(LABELS, requirement.key(), key, DeviceLabels.keys(fleet));
        }
        return chosen.stream().filter(this::holds).toList();
    }

    private boolean holds(DeviceView device) {
        return labels.stream()
                        .allMatch(requirement ->
                                requirement.holds(DeviceLabels.of(device, requirement.key()), String::equalsIgnoreCase))
                && fields.stream()
                        .allMatch(requirement ->
                                requirement.holds(DeviceFields.of(device, requirement.key()), Selector::same));
    }

    /** Commits are called by their beginning. */
    private static boolean same(String actual, String wanted) {
        return actual.equalsIgnoreCase(wanted)
                || (wanted.matches("[0-9a-fA-F]{7,}")
                        && actual.matches("[0-9a-f]{40}|[0-9a-f]{64}")
                        && actual.regionMatches(true, 0, wanted, 0, wanted.length()));
    }
}
