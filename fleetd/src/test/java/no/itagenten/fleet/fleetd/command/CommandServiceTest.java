package no.itagenten.fleet.fleetd.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.event.EventHub;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlCommandStore;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.testing.AdjustableClock;
import no.itagenten.fleet.fleetd.testing.RecordingGateway;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.Cancel;
import no.itagenten.fleet.protocol.CommandAck;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.Restart;
import no.itagenten.fleet.protocol.ResultAck;
import no.itagenten.fleet.protocol.ServerMessage;
import no.itagenten.fleet.protocol.Update;
import no.itagenten.fleet.protocol.rest.CommandPhase;
import no.itagenten.fleet.protocol.rest.CommandType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of commands by the clock: expiry, silence, what comes late. */
class CommandServiceTest {

    private static final DeviceId BOX = new DeviceId("box");
    private static final CommandRules RULES = new CommandRules(
            Duration.ofHours(24),
            Duration.ofMinutes(2),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofDays(90),
            Duration.ofHours(24),
            3);

    /** What a device is told that gets a command at once. */
    private static final Optional<CommandTerms> WHOLE_TIME = Optional.of(new CommandTerms(
            Optional.of(RULES.expiry().toSeconds()), Optional.empty(), Optional.empty(), Optional.of("anna")));

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private final RecordingGateway gateway = new RecordingGateway();
    private Database database;
    private CommandService commands;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        new DeviceRegistry(new SqlDeviceStore(database), gateway, clock, 10).register(BOX);
        commands = service();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CompletableFuture<Command> submit(CommandType type, Optional<RequestKey> key) {
        return commands.submit(BOX, type, Map.of(), Optional.empty(), "anna", key);
    }

    /** As after a start of the daemon, now. */
    private CommandService service() {
        return new CommandService(
                new SqlCommandStore(database),
                gateway,
                new EventHub("test"),
                RULES,
                clock,
                new ClockJumps(clock, clock::nanoTime));
    }

    private CommandId submit(CommandType type) {
        CommandId id = submit(type, Optional.empty()).join().id();
        settle();
        return id;
    }

    /** All writes so far, and what follows from them, are done. */
    private void settle() {
        database.serverId();
        database.serverId();
    }

    private void sweep() {
        commands.sweep();
        settle();
    }

    private CommandState state(CommandId id) {
        return commands.get(id).state();
    }

    private void ack(CommandId id) {
        commands.acknowledged(new CommandAck(BOX, id)).join();
    }

    private void progress(CommandId id, CommandState state, String phase) {
        commands.progressed(new CommandProgress(BOX, id, state, phase, Optional.empty(), Optional.empty()))
                .join();
    }

    private void result(CommandId id, CommandState state, String message) {
        commands.ended(new CommandResult(
                        BOX,
                        id,
                        state,
                        message,
                        Optional.of(0),
                        Optional.of("output"),
                        Optional.empty(),
                        Optional.empty()))
                .join();
    }

    @Test
    void aCommandForADeviceThatIsThereIsMarkedAsDeliveredAndSent() {
        gateway.arrive(BOX);

        CommandId id = submit(CommandType.RESTART);

        assertThat(gateway.sent()).containsExactly(new Restart(id, Optional.empty(), WHOLE_TIME));
        assertThat(state(id)).isEqualTo(CommandState.DELIVERED);
    }

    @Test
    void whatWaitedIsSentInOrderWhenTheDeviceComes() {
        CommandId first = submit(CommandType.RESTART);
        CommandId second = submit(CommandType.UPDATE);
        assertThat(commands.get(first).reason()).contains("offline");
        gateway.arrive(BOX);

        commands.resume(BOX, true);
        settle();

        assertThat(gateway.sent())
                .containsExactly(
                        new Restart(first, Optional.empty(), WHOLE_TIME),
                        new Update(
                                second,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                WHOLE_TIME));
    }

    @Test
    void whatStandsBehindAnotherCommandSaysWhichAndWhatThatOneWaitsFor() {
        gateway.arrive(BOX);
        CommandId first = submit(CommandType.RESTART);
        CommandId second = submit(CommandType.SERVICE);
        commands.progressed(new CommandProgress(
                        BOX, first, CommandState.WAITING, "busy", Optional.of("on air: recording"), Optional.empty()))
                .join();

        assertThat(commands.get(second).reason())
                .contains("behind restart " + first + ", which waits: on air: recording");
        assertThat(commands.get(first).reason()).contains("on air: recording");
    }

    @Test
    void aSweepDeliversWhatWasLeftBehind() {
        CommandId id = submit(CommandType.RESTART);
        gateway.arrive(BOX);

        sweep();

        assertThat(gateway.sent()).containsExactly(new Restart(id, Optional.empty(), WHOLE_TIME));
    }

    @Test
    void aCommandThatWasNeverDeliveredExpires() {
        CommandId id = submit(CommandType.RESTART);
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        sweep();
        CommandState before = state(id);
        clock.advance(Duration.ofSeconds(1));

        sweep();

        assertThat(before).isEqualTo(CommandState.QUEUED);
        assertThat(state(id)).isEqualTo(CommandState.EXPIRED);
        assertThat(commands.count(BOX)).isZero();
        gateway.arrive(BOX);
        commands.resume(BOX, true);
        settle();
        assertThat(gateway.sent()).as("it must never run").isEmpty();
    }

    @Test
    void aCommandThatWaitsOnTheDeviceExpiresTooAndTheDeviceIsToldToLeaveIt() {
        gateway.arrive(BOX);
        CommandId id = submit(CommandType.UPDATE);
        progress(id, CommandState.WAITING, "window");
        clock.advance(Duration.ofHours(23));
        sweep();
        CommandState before = state(id);
        clock.advance(Duration.ofHours(1));

        sweep();

        assertThat(before).isEqualTo(CommandState.WAITING);
        assertThat(state(id)).isEqualTo(CommandState.EXPIRED);
        await().until(() -> gateway.sent().contains(new Cancel(id)));
    }

    @Test
    void aClockThatIsSetForwardEndsNoCommand() {
        CommandId queued = submit(CommandType.RESTART);
        clock.set(Duration.ofDays(400));
        sweep();
        CommandState afterTheJump = state(queued);
        gateway.arrive(BOX);
        sweep();
        clock.set(Duration.ofHours(5));
        sweep();
        CommandState delivered = state(queued);

        clock.advance(Duration.ofMinutes(2).plusMillis(1));
        sweep();

        assertThat(afterTheJump).isEqualTo(CommandState.QUEUED);
        assertThat(delivered).isEqualTo(CommandState.DELIVERED);
        assertThat(state(queued)).isEqualTo(CommandState.TIMED_OUT);
    }

    @Test
    void aClockThatIsSetForwardAndBackIsAsItWas() {
        CommandId id = submit(CommandType.RESTART);
        clock.set(Duration.ofDays(400));
        sweep();
        clock.set(Duration.ofDays(-400));
        sweep();
        clock.advance(Duration.ofHours(24));

        sweep();

        assertThat(state(id)).isEqualTo(CommandState.EXPIRED);
    }

    @Test
    void aDeliveredCommandOfWhichNothingIsHeardTimesOut() {
        gateway.arrive(BOX);
        CommandId id = submit(CommandType.RESTART);
        clock.advance(Duration.ofMinutes(2));
        sweep();
        CommandState before = state(id);
        clock.advance(Duration.ofMillis(1));

        sweep();

        assertThat(before).isEqualTo(CommandState.DELIVERED);
        assertThat(state(id)).isEqualTo(CommandState.TIMED_OUT);
        assertThat(commands.get(id).outcome().orElseThrow().message()).contains("unknown");
    }

    @Test
    void anUpdateIsGivenMoreTimeAndEverySignOfLifeBeginsItAnew() {
        gateway.arrive(BOX);
        CommandId id = submit(CommandType.UPDATE);
        clock.advance(Duration.ofMinutes(14));
        ack(id);
        clock.advance(Duration.ofMinutes(14));
        progress(id, CommandState.RUNNING, "fetch");
        clock.advance(Duration.ofMinutes(14));
        progress(id, CommandState.RUNNING, "fetch");
        clock.advance(Duration.ofMinutes(14));
        sweep();
        CommandState before = state(id);
        clock.advance(Duration.ofMinutes(2));

        sweep();

        assertThat(before).isEqualTo(CommandState.RUNNING);
        assertThat(state(id)).isEqualTo(CommandState.TIMED_OUT);
    }

    @Test
    void aCommandWithADeadlineIsGivenThatAndAMinute() {
        gateway.arrive(BOX);
        CommandId id = commands.submit(
                        BOX,
                        CommandType.RESTART,
                        Map.of("deadline_seconds", "600"),
                        Optional.empty(),
                        "anna",
                        Optional.empty())
                .join()
                .id();
        settle();

        clock.advance(Duration.ofSeconds(659));
        sweep();
        CommandState before = state(id);
        clock.advance(Duration.ofSeconds(2));
        sweep();

        assertThat(before).isEqualTo(CommandState.DELIVERED);
        assertThat(state(id)).isEqualTo(CommandState.TIMED_OUT);
    }

    @Test
    void aWaitingCommandDoesNotTimeOut() {
        gateway.arrive(BOX);
        CommandId id = submit(CommandType.RESTART);
        progress(id, CommandState.WAITING, "busy");
        clock.advance(Duration.ofHours(3));

        sweep();

        assertThat(state(id)).isEqualTo(CommandState.WAITING);
    }

    @Test
    void onlyTheOldestCommandOfADeviceCanTimeOut() {
        gateway.arrive(BOX);
        CommandId first = submit(CommandType.UPDATE);
        CommandId second = submit(CommandType.RESTART);
        clock.advance(Duration.ofMinutes(10));
        sweep();
        CommandState behindTheFirst = state(second);
        result(first, CommandState.SUCCEEDED, "done");
        clock.advance(Duration.ofMinutes(1));
        sweep();
        CommandState aMinuteAfterItsTurn = state(second);
        clock.advance(Duration.ofMinutes(2));

        sweep();

        assertThat(behindTheFirst).isEqualTo(CommandState.DELIVERED);
        assertThat(aMinuteAfterItsTurn).isEqualTo(CommandState.DELIVERED);
        assertThat(state(second)).isEqualTo(CommandState.TIMED_OUT);
    }

    @Test
    void theTimeBeforeTheServerStartedDoesNotCount() {
        gateway.arrive(BOX);
        CommandId id = submit(CommandType.RESTART);
        clock.advance(Duration.ofHours(1));
        commands = service();
        clock.advance(Duration.ofMinutes(1));
        sweep();
        CommandState afterTheStart = state(id);
        clock.advance(Duration.ofMinutes(2));

        sweep();

        assertThat(afterTheStart).isEqualTo(CommandState.DELIVERED);
        assertThat(state(id)).isEqualTo(CommandState.TIMED_OUT);
    }

    @Test
    void whatIsUnderWayIsCountedAfterAStart() {
        submit(CommandType.RESTART);
        submit(CommandType.UPDATE);

        assertThat(service().count(BOX)).isEqualTo(2);
    }

    @Test
    void aResultThatComesLateIsKeptBesideTheEnd() {
        gateway.arrive(BOX);
        CommandId id = submit(CommandType.RESTART);
        clock.advance(Duration.ofMinutes(3));
        sweep();

        result(id, CommandState.SUCCEEDED, "it did work");

        Command command = commands.get(id);
        assertThat(command.state()).isEqualTo(CommandState.TIMED_OUT);
        assertThat(command.outcome().orElseThrow().state()).isEqualTo(CommandState.TIMED_OUT);
        CommandPhase late = command.history().get(command.history().size() - 1);
        assertThat(late.phase()).contains("late");
        assertThat(late.message()).hasValueSatisfying(text -> assertThat(text).contains("succeeded", "it did work"));
        assertThat(gateway.sent()).contains(new ResultAck(id));
    }

    @Test
    void aFinalStateNeverChanges() {
        gateway.arrive(BOX);
        CommandId id = submit(CommandType.RESTART);
        result(id, CommandState.FAILED, "no");

        progress(id, CommandState.RUNNING, "again");
        result(id, CommandState.SUCCEEDED, "yes");
        commands.cancel(id, "anna").join();

        assertThat(state(id)).isEqualTo(CommandState.FAILED);
        assertThat(commands.get(id).outcome().orElseThrow().message()).isEqualTo("no");
        assertThat(gateway.sent()).noneMatch(Cancel.class::isInstance);
    }

    @Test
    void theAcknowledgementOfAResultComesAfterItIsStored() {
        gateway.arrive(BOX);
        CommandId id = submit(CommandType.RESTART);

        result(id, CommandState.SUCCEEDED, "done");

        List<ServerMessage> sent = gateway.sent();
        assertThat(sent.get(sent.size() - 1)).isEqualTo(new ResultAck(id));
        assertThat(new SqlCommandStore(database).find(id).orElseThrow().output())
                .contains("output");
    }

    @Test
    void aDeviceThatTellsStepsWithoutEndIsNotBelievedForEver() {
        gateway.arrive(BOX);
        CommandId id = submit(CommandType.UPDATE);
        for (int i = 0; i < 300; i++) {
            progress(id, CommandState.RUNNING, "step " + i);
        }

        result(id, CommandState.SUCCEEDED, "done");

        assertThat(commands.get(id).history()).hasSizeLessThanOrEqualTo(201);
        assertThat(state(id)).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void tooManyCommandsAreRefusedUntilOneEnds() {
        CommandId first = submit(CommandType.RESTART);
        submit(CommandType.RESTART);
        submit(CommandType.RESTART);
        assertThatThrownBy(() -> submit(CommandType.RESTART, Optional.empty()))
                .isInstanceOf(TooManyCommandsException.class);

        commands.cancel(first, "anna").join();

        assertThat(state(submit(CommandType.RESTART))).isEqualTo(CommandState.QUEUED);
    }

    @Test
    void aRequestThatComesAgainLeadsToTheSameCommand() {
        RequestKey key = new RequestKey("anna", "restart box", "k1", "hash");
        Command first = submit(CommandType.RESTART, Optional.of(key)).join();

        Command second = submit(CommandType.RESTART, Optional.of(key)).join();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(commands.count(BOX)).isEqualTo(1);
    }

    @Test
    void aRequestThatComesAgainIsKnownThoughTheDeviceTakesNoMoreCommands() {
        RequestKey key = new RequestKey("anna", "restart box", "k1", "hash");
        Command first = submit(CommandType.RESTART, Optional.of(key)).join();
        submit(CommandType.RESTART, Optional.empty()).join();
        submit(CommandType.RESTART, Optional.empty()).join();

        assertThat(submit(CommandType.RESTART, Optional.of(key)).join().id()).isEqualTo(first.id());
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        RequestKey key = new RequestKey("anna", "restart box", "k1", "hash");
        Command first = submit(CommandType.RESTART, Optional.of(key)).join();
        clock.advance(Duration.ofHours(25));
        commands.forgetOld();

        Command second = submit(CommandType.RESTART, Optional.of(key)).join();

        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void aCommandExpiresWhenItsSenderSays() {
        Command command = commands.submit(
                        BOX,
                        CommandType.RESTART,
                        Map.of(),
                        Optional.of(Duration.ofMinutes(5)),
                        "anna",
                        Optional.empty())
                .join();

        clock.advance(Duration.ofMinutes(6));
        commands.sweep();

        await().until(() -> commands.get(command.id()).state() == CommandState.EXPIRED);
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        CommandId old = submit(CommandType.RESTART);
        commands.cancel(old, "anna").join();
        CommandId waiting = submit(CommandType.RESTART);
        clock.advance(Duration.ofDays(90).plusMillis(1));

        commands.forgetOld();

        assertThatThrownBy(() -> commands.get(old)).isInstanceOf(CommandNotFoundException.class);
        assertThat(commands.get(waiting).id()).isEqualTo(waiting);
    }
}
