package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import no.itagenten.fleet.agent.identity.Credential;
import no.itagenten.fleet.agent.identity.DeviceKey;
import no.itagenten.fleet.agent.identity.KeyAcks;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.protocol.DeviceAuthentication;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.KeyAck;
import no.itagenten.fleet.protocol.NewKey;
import no.itagenten.fleet.protocol.RotateKey;

/**
 * Changes the device's key. Until the server has the new one on disk it is kept beside the present one; then it takes its place in one
 * step. So a kill at any moment leaves a key that the server takes, and the next agent goes on with the same one.
 */
final class RotateKeyHandler implements CommandHandler<RotateKey> {

    private static final String KEY = "public_key";
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(5);

    private final Credential credential;
    private final Consumer<DeviceMessage> uplink;
    private final KeyAcks acks;
    private final ServerContact server;

    RotateKeyHandler(Credential credential, Consumer<DeviceMessage> uplink, KeyAcks acks, ServerContact server) {
        this.credential = credential;
        this.uplink = uplink;
        this.acks = acks;
        this.server = server;
    }

    @Override
    public Outcome execute(RotateKey command, CommandRun run)
            throws CanceledException, IOException, InterruptedException {
        if (credential.enrollment().isEmpty()) {
            return Outcome.rejected("this device has not enrolled, so it has no key that the server knows");
        }
        run.tell("make", "making a new key");
        DeviceKey next;
        try {
            next = credential.nextKey();
        } catch (IOException e) {
            return Outcome.failed("a new key cannot be made, the present one stays: " + e.getMessage());
        }
        run.tell("offer", "offering it to the server");
        Optional<String> problem = offer(command, next, run);
        if (problem.isPresent()) {
            return Outcome.failed("the server does not take the new key, the present one stays: " + problem.get());
        }
        run.commit();
        run.noteCommitted("change", "changing to the new key", Map.of(KEY, next.publicKey()));
        credential.change(next);
        return changed();
    }

    /** From here on the server may take the new key, and takes the present one until the device has used the new one. */
    @Override
    public Outcome resume(RotateKey command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, IOException, InterruptedException {
        boolean hasChanged =
                credential.key().publicKey().equals(interrupted.evidence().get(KEY));
        return hasChanged ? changed() : execute(command, run);
    }

    private Outcome changed() {
        server.reconnect(); // by which the earlier key ends
        return Outcome.succeeded("the device has a new key")
                .with(KEY, credential.key().publicKey());
    }

    private Optional<String> offer(RotateKey command, DeviceKey next, CommandRun run)
            throws CanceledException, InterruptedException {
        byte[] payload = DeviceAuthentication.rotatePayload(
                credential.enrollment().orElseThrow().serverId(), run.device(), command.commandId());
        NewKey offer = new NewKey(run.device(), command.commandId(), next.publicKey(), next.sign(payload));
        while (true) {
            run.stopIfCanceled();
            uplink.accept(offer);
            Optional<KeyAck> ack = acks.await(command.commandId(), next.publicKey(), ASK_AGAIN_AFTER);
            if (ack.isPresent()) {
                return ack.get().problem();
            }
        }
    }
}
