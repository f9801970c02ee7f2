package no.itagenten.fleet.agent.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.journal.Stage;
import no.itagenten.fleet.protocol.CommandAck;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.Restart;
import no.itagenten.fleet.protocol.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandExecutorTest {

    private static final CommandId ONE = new CommandId("one");
    private static final CommandId TWO = new CommandId("two");

    @TempDir
    Path folder;

    private CommandsFixture device;

    @BeforeEach
    void aDevice() {
        device = CommandsFixture.withoutApplication(folder);
    }

    @AfterEach
    void stop() {
        device.close();
    }

    @Test
    void acknowledgesExecutesAndTellsTheResult() throws Exception {
        device.start().deliver(restart(ONE, "app"));

        assertThat(device.awaited(CommandAck.class).commandId()).isEqualTo(ONE);
        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow())
                .containsEntry("before.app", "active (fake)")
                .containsEntry("run.app", "run-1")
                .containsEntry("pid.app", "42");
        assertThat(device.services.restarted).containsExactly("app");
    }

    @Test
    void keepsOnWhoseWordItActedInItsJournal() throws Exception {
        CommandTerms terms = new CommandTerms(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("kari\nforged line"));
        device.start().deliver(new Restart(ONE, Optional.of("app"), Optional.of(terms)));
        device.result();

        assertThat(device.journal().find(ONE).orElseThrow().command().orElseThrow())
                .contains("\"requested_by\":\"kari\uFFFDforged line\"");
    }

    @Test
    void showsWhatItCarriesOutAndWhenThatIsOver() throws Exception {
        device.start().deliver(restart(ONE, "app"));
        device.result();

        assertThat(device.displayed).containsExactly(Optional.of("restart one"), Optional.empty());
    }

    @Test
    void restartsAllServicesWhenNoneIsNamed() throws Exception {
        device.start().deliver(new Restart(ONE, Optional.empty()));

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.services.restarted).containsExactly("app", "web");
    }

    @Test
    void refusesAServiceThatIsNotOnTheList() throws Exception {
        device.start().deliver(restart(ONE, "ssh"));

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.REJECTED);
        assertThat(result.message()).contains("ssh").contains("app, web");
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void refusesUpdatesWithoutAnApplication() throws Exception {
        device.start().deliver(new Update(ONE, Optional.empty(), Optional.empty(), Optional.empty()));

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.REJECTED);
        assertThat(result.message()).contains("APP_DIR");
    }

    @Test
    void neverExecutesACommandTwice() throws Exception {
        CommandExecutor executor = device.start();
        executor.deliver(restart(ONE, "app"));
        CommandResult first = device.result();

        executor.deliver(restart(ONE, "app"));

        assertThat(device.result()).isEqualTo(first);
        assertThat(device.services.restarted).containsExactly("app");
    }

    @Test
    void knowsACommandThatAnEarlierAgentFinished() throws Exception {
        device.start().deliver(restart(ONE, "app"));
        CommandResult first = device.result();
        device.close();

        device.start().deliver(restart(ONE, "app"));

        assertThat(device.result()).isEqualTo(first);
        assertThat(device.services.restarted).containsExactly("app");
    }

    @Test
    void tellsAResultAgainUntilItIsStored() throws Exception {
        CommandExecutor executor = device.start();
        executor.deliver(restart(ONE, "app"));
        CommandResult result = device.result();

        executor.retell();
        assertThat(device.result()).isEqualTo(result);

        executor.resultStored(ONE);
        executor.retell();
        assertThat(device.sent).isEmpty();
    }

    @Test
    void executesOneAtATimeAndInOrder() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        device.services.onRestart(name -> await(go));
        CommandExecutor executor = device.start();
        executor.deliver(restart(ONE, "app"));
        executor.deliver(restart(TWO, "web"));
        device.awaited(CommandProgress.class);

        go.countDown();

        assertThat(device.result().commandId()).isEqualTo(ONE);
        assertThat(device.result().commandId()).isEqualTo(TWO);
        assertThat(device.services.restarted).containsExactly("app", "web");
    }

    @Test
    void takesBackACommandThatWaits() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        device.services.onRestart(name -> await(go));
        CommandExecutor executor = device.start();
        executor.deliver(restart(ONE, "app"));
        device.awaited(CommandProgress.class);
        executor.deliver(restart(TWO, "web"));

        executor.cancel(TWO);

        CommandResult canceled = device.result();
        assertThat(canceled.commandId()).isEqualTo(TWO);
        assertThat(canceled.state()).isEqualTo(CommandState.CANCELED);
        go.countDown();
        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.services.restarted).containsExactly("app");
    }

    @Test
    void doesNotBeginWhatExpiredWhileItWaitedForItsTurn() throws Exception {
        // given
        CountDownLatch go = new CountDownLatch(1);
        device.services.onRestart(name -> await(go));
        CommandExecutor executor = device.start();
        executor.deliver(restart(ONE, "app"));
        device.awaited(CommandProgress.class);
        executor.deliver(restartWithin(TWO, 60));

        // when
        device.passed.addAndGet(Duration.ofSeconds(60).toNanos());
        go.countDown();

        // then
        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        CommandResult expired = device.result();
        assertThat(expired.commandId()).isEqualTo(TWO);
        assertThat(expired.state()).isEqualTo(CommandState.EXPIRED);
        assertThat(device.services.restarted).containsExactly("app");
    }

    @Test
    void beginsWhatIsInTime() throws Exception {
        device.start().deliver(restartWithin(ONE, 60));

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void neverExecutesWhatWasTakenBackBeforeItCame() throws Exception {
        CommandExecutor executor = device.start();
        executor.cancel(ONE);
        assertThat(device.result().state()).isEqualTo(CommandState.CANCELED);

        executor.deliver(restart(ONE, "app"));

        assertThat(device.result().state()).isEqualTo(CommandState.CANCELED);
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void answersACancellationThatComesTooLateWithTheTrueEnd() throws Exception {
        CommandExecutor executor = device.start();
        executor.deliver(restart(ONE, "app"));
        CommandResult result = device.result();

        executor.cancel(ONE);

        assertThat(device.result()).isEqualTo(result);
    }

    @Test
    void rejectsACommandItCannotWriteDown() throws Exception {
        CommandExecutor executor = device.start();
        Files.createDirectories(device.journalFolder.resolve(".tmp-one.json/in-the-way"));

        executor.deliver(restart(ONE, "app"));

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.REJECTED);
        assertThat(result.message()).contains("nothing was done").contains("make room");
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void tellsAResultAgainThatTheJournalCouldNotTake() throws Exception {
        device.services.onRestart(name -> device.keepFromWriting(ONE));
        CommandExecutor executor = device.start();
        executor.deliver(restart(ONE, "app"));
        CommandResult result = device.result();

        executor.deliver(restart(ONE, "app"));

        assertThat(device.result()).isEqualTo(result);
        executor.retell();
        assertThat(device.result()).isEqualTo(result);
        executor.cancel(ONE);
        assertThat(device.result()).isEqualTo(result);
    }

    @Test
    void beginsNothingFurtherUntilAResultIsOnDisk() throws Exception {
        device.services.onRestart(name -> {
            if (name.equals("app")) {
                device.keepFromWriting(ONE);
            }
        });
        CommandExecutor executor = device.start();
        executor.deliver(restart(ONE, "app"));
        device.result();
        executor.deliver(restart(TWO, "web"));
        assertThat(device.sent.poll(1, TimeUnit.SECONDS)).isInstanceOf(CommandAck.class);
        assertThat(device.sent.poll(1, TimeUnit.SECONDS)).isNull();

        device.letWrite(ONE);

        assertThat(device.result().commandId()).isEqualTo(TWO);
        assertThat(device.journal().find(ONE).orElseThrow().stage()).isEqualTo(Stage.FINISHED);
    }

    @Test
    void neverExecutesWhatWasTakenBackThoughTheJournalCouldNotNoteIt() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        device.services.onRestart(name -> await(go));
        CommandExecutor executor = device.start();
        executor.deliver(restart(ONE, "app"));
        device.awaited(CommandProgress.class);
        executor.deliver(restart(TWO, "web"));
        device.keepFromWriting(TWO);
        executor.cancel(TWO);
        assertThat(device.result().state()).isEqualTo(CommandState.CANCELED);
        go.countDown();
        assertThat(device.result().commandId()).isEqualTo(ONE);

        device.letWrite(TWO);
        executor.deliver(restart(new CommandId("three"), "app"));

        assertThat(device.result().commandId().value()).isEqualTo("three");
        assertThat(device.services.restarted).containsExactly("app", "app");
    }

    @Test
    void rejectsMoreThanItKeepsWaiting() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        device.services.onRestart(name -> await(go));
        CommandExecutor executor = device.start();
        for (int i = 0; i < 100; i++) {
            executor.deliver(restart(new CommandId("c" + i), "app"));
        }

        executor.deliver(restart(new CommandId("one-more"), "app"));

        CommandResult result = device.result();
        assertThat(result.commandId().value()).isEqualTo("one-more");
        assertThat(result.state()).isEqualTo(CommandState.REJECTED);
        go.countDown();
    }

    @Test
    void saysWhyAServiceDidNotStayUp() throws Exception {
        device.services.onRestart(name -> device.services.is(name, "failed"));

        device.start().deliver(restart(ONE, "app"));

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).isEqualTo("service app is failed (fake)");
        assertThat(result.output()).contains("the last words of app");
    }

    @Test
    void executesWhatAnEarlierAgentHadOnlyReceived() throws Exception {
        device.journal().receive(ONE, Optional.of(MessageCodec.encode(restart(ONE, "app"))));

        device.start();

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
    }

    @Test
    void knowsByTheRunThatAServiceWasRestartedBeforeTheCrash() throws Exception {
        interrupted(Map.of("boot_id", "boot-1", "run_before.app", "an-earlier-run"));

        device.start();

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void restartsAServiceThatTheCrashKeptFromIt() throws Exception {
        interrupted(Map.of("boot_id", "boot-1", "run_before.app", "run-0"));

        device.start();

        assertThat(device.result().state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(device.services.restarted).containsExactly("app");
    }

    @Test
    void saysMayHaveRunAfterAReboot() throws Exception {
        interrupted(Map.of("boot_id", "another-boot", "run_before.app", "run-0"));

        device.start();

        CommandResult result = device.result();
        assertThat(result.state()).isEqualTo(CommandState.FAILED);
        assertThat(result.message()).startsWith("may have run: ").contains("app is active");
        assertThat(device.services.restarted).isEmpty();
    }

    @Test
    void saysMayHaveRunWhenItsJournalIsDamaged() throws Exception {
        device.journal().receive(ONE, Optional.of(MessageCodec.encode(restart(ONE, "app"))));
        Files.writeString(device.journalFolder.resolve("one.json"), "torn");

        CommandExecutor executor = device.start();

        CommandResult result = device.result();
        assertThat(result.message()).startsWith("may have run: ");
        executor.deliver(restart(ONE, "app"));
        assertThat(device.result()).isEqualTo(result);
        assertThat(device.services.restarted).isEmpty();
    }

    private void interrupted(Map<String, String> evidence) throws Exception {
        Journal journal = device.journal();
        journal.receive(ONE, Optional.of(MessageCodec.encode(restart(ONE, "app"))));
        CommandProgress progress = new CommandProgress(
                CommandsFixture.DEVICE, ONE, CommandState.RUNNING, "restart", Optional.empty(), Optional.empty());
        journal.advance(ONE, progress, evidence);
    }

    private static Restart restart(CommandId id, String service) {
        return new Restart(id, Optional.of(service));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Restart restartWithin(CommandId id, long seconds) {
        CommandTerms terms = new CommandTerms(Optional.of(seconds), Optional.empty(), Optional.empty());
        return new Restart(id, Optional.of("app"), Optional.of(terms));
    }
}
