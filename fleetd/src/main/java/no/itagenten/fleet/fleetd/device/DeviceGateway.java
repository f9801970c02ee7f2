package no.itagenten.fleet.fleetd.device;

import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.ServerMessage;

/** The way to a device that is connected. Never blocks; safe for any thread. */
public interface DeviceGateway {

    /** Whether the device is connected and has said what it is, so that commands may be sent. */
    boolean ready(DeviceId device);

    /** Whether the device can make sense of that message, as far as it has shown what it is. */
    boolean understands(DeviceId device, ServerMessage message);

    /**
     * Queues a message on the device's connection; messages arrive in the order in which they were sent, or not at all. One that the
     * device does not understand is not sent.
     */
    void send(DeviceId device, ServerMessage message);

    /** Closes the device's connection, if there is one. */
    void disconnect(DeviceId device, int closeCode, String reason);
}
