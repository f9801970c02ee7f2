package no.itagenten.fleet.fleetd.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlCommandStore;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.testing.RecordingGateway;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.Cancel;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A command can be taken back in every state, and the answer is what is so. */
class CancelTest {

    private static final DeviceId BOX = new DeviceId("r58-box");

    @TempDir
    private Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final RecordingGateway gateway = new RecordingGateway();
    private Database database;
    private CommandService commands;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        new DeviceRegistry(new SqlDeviceStore(database), gateway, clock, 10).register(BOX);
        commands = new CommandService(
                new SqlCommandStore(database),
                gateway,
                new EventHub("test"),
                CommandRules.DEFAULT,
                clock,
                new ClockJumps(clock, clock::nanoTime));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CommandId commandIn(CommandState state) {
        if (state != CommandState.QUEUED) {
            gateway.arrive(BOX);
        }
        CommandId id = commands.submit(BOX, CommandType.UPDATE, Map.of(), Optional.empty(), "anna", Optional.empty())
                .join()
                .id();
        database.serverId(); // the delivery, which follows from it, is written
        switch (state) {
            case QUEUED, DELIVERED -> {}
            case RUNNING, WAITING ->
                commands.progressed(new CommandProgress(BOX, id, state, "fetch", Optional.empty(), Optional.empty()))
                        .join();
            default -> tell(id, state);
        }
        assertThat(commands.get(id).state()).isEqualTo(state);
        return id;
    }

    private void tell(CommandId id, CommandState end) {
        commands.ended(new CommandResult(
                        BOX,
                        id,
                        end,
                        "as it was",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .join();
    }

    @Test
    void whatIsQueuedHasNeverBegun() {
        CommandId id = commandIn(CommandState.QUEUED);

        Command canceled = commands.cancel(id, "kari").join();

        assertThat(canceled.state()).isEqualTo(CommandState.CANCELED);
        assertThat(canceled.outcome().orElseThrow().message()).isEqualTo("canceled by kari before it was delivered");
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandState.class,
            names = {"DELIVERED", "RUNNING", "WAITING"})
    void ofWhatTheDeviceHasTheDeviceIsAsked(CommandState state) {
        CommandId id = commandIn(state);

        Command asked = commands.cancel(id, "kari").join();

        assertThat(asked.state()).isEqualTo(state);
        assertThat(asked.cancelRequestedBy()).contains("kari");
        assertThat(gateway.sent()).contains(new Cancel(id, Optional.of("kari")));
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandState.class,
            names = {"DELIVERED", "RUNNING", "WAITING"})
    void itEndsAsTheDeviceSays(CommandState state) {
        CommandId stopped = commandIn(state);
        commands.cancel(stopped, "kari").join();
        tell(stopped, CommandState.CANCELED);
        CommandId tooLate = commandIn(state);
        commands.cancel(tooLate, "kari").join();
        tell(tooLate, CommandState.SUCCEEDED);

        assertThat(commands.get(stopped).state()).isEqualTo(CommandState.CANCELED);
        assertThat(commands.get(tooLate).state()).isEqualTo(CommandState.SUCCEEDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandState.class,
            names = {"SUCCEEDED", "FAILED", "ROLLED_BACK", "REJECTED", "CANCELED"})
    void whatIsAtItsEndStaysSoAndTheDeviceIsNotBothered(CommandState end) {
        CommandId id = commandIn(end);
        Command before = commands.get(id);

        Command after = commands.cancel(id, "kari").join();

        assertThat(after).isEqualTo(before);
        assertThat(gateway.sent()).noneMatch(Cancel.class::isInstance);
    }
}
