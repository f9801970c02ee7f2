package no.itagenten.fleet.fleetd.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import no.itagenten.fleet.fleetd.device.DeviceGateway;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.ReconnectHint;
import no.itagenten.fleet.protocol.ServerMessage;

/** The live connections, one a device. Safe for any thread; nothing here blocks. */
public final class SessionRegistry implements DeviceGateway {

    private final Map<DeviceId, DeviceSession> sessions = new ConcurrentHashMap<>();

    @Override
    public boolean ready(DeviceId device) {
        DeviceSession session = sessions.get(device);
        return session != null && session.kind() != DeviceSession.Kind.UNKNOWN;
    }

    @Override
    public boolean understands(DeviceId device, ServerMessage message) {
        DeviceSession session = sessions.get(device);
        return session == null || session.understands(message);
    }

    @Override
    public void send(DeviceId device, ServerMessage message) {
        DeviceSession session = sessions.get(device);
        if (session != null) {
            session.send(message);
        }
    }

    @Override
    public void disconnect(DeviceId device, int closeCode, String reason) {
        DeviceSession session = sessions.remove(device);
        if (session != null) {
            session.close(closeCode, reason);
        }
    }

    /** How many devices are connected. */
    public int size() {
        return sessions.size();
    }

    Optional<DeviceSession> find(DeviceId device) {
        return Optional.ofNullable(sessions.get(device));
    }

    /**
     * Makes this the device's connection. An earlier one is closed, but a proven one does not give way to one without a proof.
     *
     * @param allowed whether it may still be, asked at the last moment: whoever takes the right away first and disconnects then finds
     *     either no connection that will be let in, or this one
     * @param admitted runs if it is admitted, before this device's connection can change again: what it tells others stays in order.
     *     It must not come back here
     * @return false if it may not be any more, or a proven connection is alive: the new one must go
     */
    boolean admit(DeviceSession session, BooleanSupplier allowed, Runnable admitted) {
        DeviceSession[] replaced = new DeviceSession[1];
        DeviceSession now = sessions.compute(session.device(), (id, earlier) -> {
            if (!allowed.getAsBoolean() || (earlier != null && earlier.proven() && !session.proven())) {
                return earlier;
            }
            replaced[0] = earlier;
            if (earlier != null && earlier.proven()) {
                session.displaces();
            }
            admitted.run();
            return session;
        });
        if (replaced[0] != null) {
            replaced[0].close(Protocol.CLOSE_REPLACED, "replaced by a newer connection");
        }
        return now == session;
    }

    /** @param removed runs if this was the device's connection, before another can take its place; it must not come back here */
    void remove(DeviceSession session, Runnable removed) {
        sessions.computeIfPresent(session.device(), (id, current) -> {
            if (current != session) {
                return current;
            }
            removed.run();
            return null;
        });
    }

    Collection<DeviceSession> all() {
        return List.copyOf(sessions.values());
    }

    /** Asks every device to come back soon, the more of them there are the less at once. */
    public void closeAll() {
        Collection<DeviceSession> closing = all();
        String reason = ReconnectHint.append("the server is restarting", closing.size());
        closing.forEach(session -> session.close(Protocol.CLOSE_SERVICE_RESTART, reason));
    }
}
