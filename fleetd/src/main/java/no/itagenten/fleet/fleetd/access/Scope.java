package no.itagenten.fleet.fleetd.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.itagenten.fleet.fleetd.device.Device;
import no.itagenten.fleet.fleetd.device.Labels;

/**
 * Which devices a caller reaches: those of its venues, and those that carry one of its tags. Without either it is no limit at all.
 * Names are compared as they are written. Immutable.
 *
 * @param venues sorted, without doubles
 * @param tags sorted, without doubles
 */
public record Scope(List<String> venues, List<String> tags) {

    private static final int MOST = 32;

    /** The whole fleet, also the devices that nobody gave a venue or a tag. */
    public static final Scope EVERYTHING = new Scope(List.of(), List.of());

    /** @throws IllegalArgumentException if a name could not be that of a venue or tag, or there are too many; says which */
    public Scope {
        venues = venues.stream().map(String::strip).distinct().sorted().toList();
        tags = tags.stream().map(String::strip).distinct().sorted().toList();
        if (venues.size() > MOST || tags.size() > MOST) {
            throw new IllegalArgumentException("a scope has at most " + MOST + " venues and " + MOST + " tags");
        }
        venues.forEach(venue -> new Labels("scope", Optional.of(venue), List.of()));
        tags.forEach(tag -> new Labels("scope", Optional.empty(), List.of(tag)));
    }

    /** Whether there are devices out of reach. */
    public boolean isLimited() {
        return !venues.isEmpty() || !tags.isEmpty();
    }

    public boolean covers(Device device) {
        return covers(device.labels());
    }

    public boolean covers(Labels labels) {
        return covers(labels.venue(), labels.tags());
    }

    /** Whether a device with these labels is in reach. */
    public boolean covers(Optional<String> venue, Collection<String> ofDevice) {
        return !isLimited()
                || venue.filter(venues::contains).isPresent()
                || ofDevice.stream().anyMatch(tags::contains);
    }

    /** Whether whatever device carries that tag is in reach. */
    public boolean coversTag(String tag) {
        return !isLimited() || tags.contains(tag);
    }

    /** Whether one of these venues or tags decides about this scope. */
    boolean turnsOn(Set<String> someVenues, Set<String> someTags) {
        return venues.stream().anyMatch(someVenues::contains) || tags.stream().anyMatch(someTags::contains);
    }
}
