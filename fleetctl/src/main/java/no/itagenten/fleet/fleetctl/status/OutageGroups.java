package no.itagenten.fleet.fleetctl.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws the devices of a venue that are offline together into one line: it is the venue's network or power, and one trip there. */
final class OutageGroups {

    private static final int FROM = 4;
    private static final int NAMED = 3;

    private OutageGroups() {}

    /** The same findings in the same order, each group in the place of its first. */
    static List<Finding> of(List<Finding> findings) {
        Map<String, List<Finding>> venues = findings.stream()
                .filter(OutageGroups::isOutage)
                .collect(Collectors.groupingBy(
                        finding -> finding.venue().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
        List<Finding> grouped = new ArrayList<>();
        for (Finding finding : findings) {
            List<Finding> group = isOutage(finding) ? venues.get(finding.venue().orElseThrow()) : List.of(finding);
            if (group.size() < FROM) {
                grouped.add(finding);
            } else if (group.get(0).equals(finding)) {
                grouped.add(together(group));
            }
        }
        return grouped;
    }

    private static boolean isOutage(Finding finding) {
        return finding.kind().equals("offline") && finding.venue().isPresent();
    }

    private static Finding together(List<Finding> group) {
        Finding latest = group.get(0);
        String others = group.stream()
                .skip(1)
                .limit(NAMED)
                .map(finding -> finding.deviceId().value())
                .collect(Collectors.joining(", "));
        int more = group.size() - 1 - NAMED;
        Optional<Instant> first =
                group.stream().flatMap(finding -> finding.since().stream()).min(Instant::compareTo);
        return new Finding(
                latest.deviceId(),
                latest.name(),
                latest.venue(),
                latest.severity(),
                latest.kind(),
                "and " + others + (more > 0 ? " and " + more + " more" : "") + " of "
                        + latest.venue().orElseThrow() + " are offline, the first",
                first,
                latest.lastSeen(),
                latest.fix());
    }
}
