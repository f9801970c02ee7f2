package no.itagenten.fleet.agent.connection;

import java.time.Duration;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.ServerMessage;
import no.itagenten.fleet.protocol.Welcome;

/** What the connection needs of the rest of the agent. Called from the connection's threads, never from two at a time. */
public interface SessionHandler {

    /** What to say first. */
    Hello hello();

    /** The server took us in: everything it may have missed is to be sent now. */
    void welcomed(Welcome welcome);

    /** Anything but a welcome. Must not block for long: nothing else is received meanwhile. */
    void received(ServerMessage message);

    /** The next heartbeat, about to be sent. Also the moment to gather a status. */
    DeviceMessage heartbeat();

    /** How often. Asked again each time, so that a change is in force at once. */
    Duration heartbeatInterval();

    /**
     * No connection came about.
     *
     * @param pending whether the server knows us, and wants somebody to approve of us first
     */
    void refused(boolean pending);

    /** The connection is gone. */
    void disconnected();
}
