package no.itagenten.fleet.fleetd.fleet;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.command.Command;
import no.itagenten.fleet.fleetd.command.CommandNotFoundException;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.KeyAck;
import no.itagenten.fleet.protocol.NewKey;
import no.itagenten.fleet.protocol.rest.CommandType;

/**
 * Takes the new keys of devices that were asked for one; an offer that nobody asked for is refused, or whoever borrowed a device's
 * connection for a moment could keep it. Safe for any thread.
 */
public final class KeyRotation {

    private final String serverId;
    private final CommandService commands;
    private final Enrollment enrollment;

    public KeyRotation(String serverId, CommandService commands, Enrollment enrollment) {
        this.serverId = serverId;
        this.commands = commands;
        this.enrollment = enrollment;
    }

    /** Stores the key beside the present one; the answer comes when it is on disk. */
    public CompletableFuture<KeyAck> offered(NewKey offer) {
        if (!isAskedFor(offer)) {
            return refused(offer, "nobody asked this device for a new key by that command");
        }
        byte[] payload = DeviceAuthentication.rotatePayload(serverId, offer.deviceId(), offer.commandId());
        try {
            return enrollment
                    .offer(offer.deviceId(), offer.publicKey(), payload, offer.signature())
                    .thenApply(stored -> new KeyAck(
                            offer.commandId(),
                            offer.publicKey(),
                            stored ? Optional.empty() : Optional.of(Enrollment.WITHOUT_CREDENTIAL)));
        } catch (IllegalArgumentException e) {
            return refused(offer, e.getMessage());
        }
    }

    private boolean isAskedFor(NewKey offer) {
        try {
            Command command = commands.get(offer.commandId());
            return command.deviceId().equals(offer.deviceId())
                    && command.type() == CommandType.ROTATE_KEY
                    && !command.state().isFinal();
        } catch (CommandNotFoundException e) {
            return false;
        }
    }

    private static CompletableFuture<KeyAck> refused(NewKey offer, String why) {
        return CompletableFuture.completedFuture(new KeyAck(offer.commandId(), offer.publicKey(), Optional.of(why)));
    }
}
