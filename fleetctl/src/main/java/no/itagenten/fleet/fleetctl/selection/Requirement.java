package no.itagenten.fleet.fleetctl.selection;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * One condition of a selector, such as {@code venue in (oslo,bergen)}. Immutable.
 *
 * @param values none for the operators that ask only whether there is a value
 */
record Requirement(String key, Operator operator, List<String> values) {

    enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        ABSENT
    }

    /**
     * Whether a device fulfils it. What a device does not have at all is not one of the values, so that {@code role!=backup} holds
     * for a device without a role; an empty value means just that.
     *
     * @param actual what the device has under the key
     * @param same whether an actual value, the first, is meant by a wanted one
     */
    boolean holds(List<String> actual, BiPredicate<String, String> same) {
        return switch (operator) {
            case IN -> isAmong(actual, same);
            case NOT_IN -> !isAmong(actual, same);
            case EXISTS -> !actual.isEmpty();
            case ABSENT -> actual.isEmpty();
        };
    }

    private boolean isAmong(List<String> actual, BiPredicate<String, String> same) {
        return values.stream()
                .anyMatch(wanted -> wanted.isEmpty()
                        ? actual.isEmpty()
                        : actual.stream().anyMatch(value -> same.test(value, wanted)));
    }
}
