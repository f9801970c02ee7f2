package no.itagenten.fleet.protocol;

import java.util.Optional;

/**
 * A command with an effect on the device. It may be delivered more than once; the device executes a given id at most once,
 * one command at a time, in the order in which they came.
 */
public sealed interface DeviceCommand extends ServerMessage
        permits Restart, Update, Reboot, Unblock, ServiceCommand, Bundle, AgentUpdate, RotateKey {

    CommandId commandId();

    /** Under what terms; empty for none, as from a server of an older release. */
    Optional<CommandTerms> terms();
}
