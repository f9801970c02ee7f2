package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.file.SealedFile;
import no.itagenten.fleet.agent.identity.DeviceKey;
import no.itagenten.fleet.agent.identity.Enrollment;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.KeyAck;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.NewKey;
import no.itagenten.fleet.protocol.RotateKey;
import no.itagenten.fleet.protocol.json.WireJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk at each step is what the next agent goes on with, after the one before was killed. */
class RotateKeyHandlerTest {

    private static final CommandId ID = new CommandId("rotate");
    private static final RotateKey COMMAND = new RotateKey(ID, Optional.empty());

    @TempDir
    private Path folder;

    private CommandsFixture device;
    private String present;

    @BeforeEach
    void enrolled() throws Exception {
        device = CommandsFixture.withoutApplication(folder);
        present = device.credential().key().publicKey();
        SealedFile.write(
                folder.resolve("identity/enrollment.json"),
                WireJson.encode(new Enrollment(CommandsFixture.DEVICE, "server")));
    }

    @AfterEach
    void stop() {
        device.close();
    }

    private String onDisk() throws Exception {
        return device.credential().key().publicKey();
    }

    private void acknowledge(NewKey offer) {
        device.keyAcks.put(new KeyAck(ID, offer.publicKey(), Optional.empty()));
    }

    /** The agent is no more; another one starts with what is on disk. */
    private void killAndStartAgain() throws Exception {
        device.close();
        device = CommandsFixture.withoutApplication(folder);
        device.start();
    }

    @Test
    void theKeyChangesOnceTheServerHasIt() throws Exception {
        device.start().deliver(COMMAND);
        NewKey offer = device.awaited(NewKey.class);
        String meanwhile = onDisk();
        acknowledge(offer);

        CommandResult result = device.result();

        assertThat(meanwhile).isEqualTo(present);
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(onDisk()).isEqualTo(offer.publicKey()).isNotEqualTo(present);
        assertThat(folder.resolve("identity/device.key.next")).doesNotExist();
        assertThat(device.server.reconnections.get()).isEqualTo(1);
    }

    @Test
    void anOfferThatIsNotAnsweredIsMadeAgain() throws Exception {
        device.start().deliver(COMMAND);
        NewKey first = device.awaited(NewKey.class);

        NewKey again = device.awaited(NewKey.class);

        assertThat(again).isEqualTo(first);
        assertThat(onDisk()).isEqualTo(present);
    }

    @Test
    void aRefusalLeavesThePresentKeyInUse() throws Exception {
        device.start().deliver(COMMAND);
        NewKey offer = device.awaited(NewKey.class);
        device.keyAcks.put(new KeyAck(ID, offer.publicKey(), Optional.of("no")));

        assertThat(device.result().state()).isEqualTo(CommandState.FAILED);
        assertThat(onDisk()).isEqualTo(present);
    }

    @Test
    void killedAfterItsOfferTheNextAgentOffersTheSameKeyUnderThePresentOne() throws Exception {
        device.start().deliver(COMMAND);
        NewKey offer = device.awaited(NewKey.class);

        killAndStartAgain();

        assertThat(onDisk()).isEqualTo(present);
        NewKey again = device.awaited(NewKey.class);
        assertThat(again).isEqualTo(offer);
        acknowledge(again);
        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(onDisk()).isEqualTo(offer.publicKey());
    }

    /** As an agent leaves its journal that was killed when it had just noted that it changes to this key. */
    private DeviceKey killedWhileChanging() throws Exception {
        DeviceKey next = device.credential().nextKey();
        Journal journal = device.journal();
        journal.receive(ID, Optional.of(MessageCodec.encode(COMMAND)));
        CommandProgress change = new CommandProgress(
                CommandsFixture.DEVICE, ID, CommandState.RUNNING, "change", Optional.empty(), Optional.empty());
        journal.advance(ID, change, Map.of("public_key", next.publicKey()));
        return next;
    }

    @Test
    void killedBeforeTheChangeTheNextAgentOffersTheSameKeyUnderThePresentOne() throws Exception {
        DeviceKey next = killedWhileChanging();

        device.start();

        NewKey offer = device.awaited(NewKey.class);
        assertThat(onDisk()).isEqualTo(present);
        assertThat(offer.publicKey()).isEqualTo(next.publicKey());
        acknowledge(offer);
        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(onDisk()).isEqualTo(next.publicKey());
    }

    @Test
    void killedAfterTheChangeTheNextAgentOnlyConnectsAnewAndSaysSo() throws Exception {
        DeviceKey next = killedWhileChanging();
        device.credential().change(next);

        device.start();

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.server.reconnections.get()).isEqualTo(1);
        assertThat(onDisk()).isEqualTo(next.publicKey());
        assertThat(folder.resolve("identity/device.key.next")).doesNotExist();
    }

    @Test
    void withoutACredentialThereIsNothingToChange() throws Exception {
        Files.delete(folder.resolve("identity/enrollment.json"));

        device.start().deliver(COMMAND);

        assertThat(device.result().state()).isEqualTo(CommandState.REJECTED);
    }
}
