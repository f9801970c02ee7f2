package no.itagenten.fleet.fleetd.policy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.protocol.MaintenanceWindows;
import no.itagenten.fleet.protocol.Policy;
import no.itagenten.fleet.protocol.rest.WindowView;

/** How a policy's windows stand now, for people. */
public final class PolicyViews {

    private final Clock clock;

    public PolicyViews(Clock clock) {
        this.clock = clock;
    }

    /** Empty without windows: the device may be disturbed at any time. */
    public Optional<WindowView> window(Policy policy) {
        List<String> texts = policy.windows().orElse(List.of());
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        ZoneId zone = policy.timeZone().map(ZoneId::of).orElse(ZoneOffset.UTC);
        MaintenanceWindows windows = MaintenanceWindows.parse(texts);
        return Optional.of(new WindowView(
                windows.isOpen(now, zone), windows.nextOpening(now, zone), windows.closesAt(now, zone), texts));
    }
}
