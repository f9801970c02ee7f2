package no.itagenten.fleet.fleetd.http;

import java.util.List;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.metric.MetricService;
import no.itagenten.fleet.protocol.DeviceId;

/** A device's metrics of the last day. */
final class MetricRoutes {

    private final DeviceRegistry devices;
    private final MetricService metrics;

    MetricRoutes(DeviceRegistry devices, MetricService metrics) {
        this.devices = devices;
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/api/devices/{id}/metrics", Role.VIEWER, Subject.DEVICE, this::since));
    }

    private Answer since(ApiRequest request) {
        DeviceId device = devices.get(request.device()).id();
        return Answer.ok(metrics.since(device, request.time("since")));
    }
}
