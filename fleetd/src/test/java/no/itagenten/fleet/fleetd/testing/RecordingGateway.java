package no.itagenten.fleet.fleetd.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ServerMessage;

/** A way to devices that are there when a test says so, and that keeps what they were sent. */
public final class RecordingGateway implements DeviceGateway {

    private final Set<DeviceId> present = new HashSet<>();
    private final List<ServerMessage> sent = new ArrayList<>();

    public synchronized void arrive(DeviceId device) {
        present.add(device);
    }

    public synchronized List<ServerMessage> sent() {
        return List.copyOf(sent);
    }

    @Override
    public synchronized boolean ready(DeviceId device) {
        return present.contains(device);
    }

    @Override
    public synchronized void send(DeviceId device, ServerMessage message) {
        if (present.contains(device)) {
            sent.add(message);
        }
    }

    @Override
    public synchronized void disconnect(DeviceId device, int closeCode, String reason) {
        present.remove(device);
    }
}
