package no.itagenten.fleet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.ConfigKey;
import no.itagenten.fleet.protocol.ConfigReport;
import no.itagenten.fleet.protocol.Configure;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.Hello;
import no.itagenten.fleet.protocol.LogBatch;
import no.itagenten.fleet.protocol.ResultAck;
import no.itagenten.fleet.protocol.ServerError;
import no.itagenten.fleet.protocol.Status;
import no.itagenten.fleet.protocol.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent as its own process, against a stand-in server, with a real repository and a real service; killed in the middle. */
class AgentProcessTest {

    private static final CommandId UPDATE = new CommandId("u1");

    @TempDir
    Path folder;

    private GitFixture repositories;
    private Path application;
    private Path serviceFolder;
    private String layout = "in-place";
    private StandInServer server;
    private Optional<Process> agent = Optional.empty();

    @BeforeEach
    void aDevice() throws Exception {
        repositories = new GitFixture(folder);
        repositories.commit("app", "echo INFO started version $(cat version); exec sleep 600");
        GitFixture.git(repositories.device, "pull", "--quiet", "--ff-only");
        application = repositories.device;
        serviceFolder = repositories.device;
        server = new StandInServer();
    }

    @AfterEach
    void stop() throws Exception {
        terminate();
        server.close();
    }

    @Test
    void enrolsReportsAndSendsLogs() throws Exception {
        start("true");

        assertThat(server.await(Hello.class).facts()).isPresent();
        Map<Class<?>, DeviceMessage> first = firstOf(Status.class, LogBatch.class);
        Status status = (Status) first.get(Status.class);
        assertThat(status.version()).contains(repositories.head(repositories.device));
        assertThat(status.services().orElseThrow().get(0).state()).isEqualTo("active");
        LogBatch logs = (LogBatch) first.get(LogBatch.class);
        assertThat(logs.entries().get(0).message()).isEqualTo("INFO started version 1");
    }

    /** The first message of each type, in whatever order they come. */
    private Map<Class<?>, DeviceMessage> firstOf(Class<?>... types) throws InterruptedException {
        Map<Class<?>, DeviceMessage> first = new HashMap<>();
        for (int i = 0; i < 100 && !first.keySet().containsAll(List.of(types)); i++) {
            DeviceMessage message = server.await(DeviceMessage.class);
            first.putIfAbsent(message.getClass(), message);
        }
        return first;
    }

    @Test
    void goesBackAfterItWasKilledInThePostUpdateProgram() throws Exception {
        Path runs = folder.resolve("runs");
        String before = repositories.head(repositories.device);
        start("sh -c 'echo $R58_TO_COMMIT >> " + runs + "; test $(cat version) = 1 || sleep 600'");
        server.await(Status.class);
        String newest = repositories.commit("version", "2");
        server.send(new Update(UPDATE, Optional.empty(), Optional.empty(), Optional.empty()));
        server.await(CommandProgress.class, progress -> progress.phase().equals("post_update"));

        kill();
        start("sh -c 'echo $R58_TO_COMMIT >> " + runs + "'");

        CommandResult result = server.await(CommandResult.class);
        assertThat(result.state()).isEqualTo(CommandState.ROLLED_BACK);
        assertThat(repositories.head(repositories.device)).isEqualTo(before);
        assertThat(Files.readAllLines(runs)).filteredOn(newest::equals).hasSizeLessThanOrEqualTo(1);
        assertThat(server.await(Status.class).version()).contains(before);
    }

    @Test
    void finishesAfterItWasKilledWhileItWatchedTheServices() throws Exception {
        start("true");
        server.await(Status.class);
        String newest = repositories.commit("version", "2");
        server.send(new Update(UPDATE, Optional.empty(), Optional.empty(), Optional.empty()));
        server.await(CommandProgress.class, progress -> progress.phase().equals("health"));

        kill();
        start("true");

        CommandResult result = server.await(CommandResult.class);
        assertThat(result.state()).isEqualTo(CommandState.SUCCEEDED);
        assertThat(result.details().orElseThrow()).containsEntry("to_commit", newest);
        server.send(new Update(UPDATE, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(server.await(CommandResult.class)).isEqualTo(result);
        server.send(new ResultAck(UPDATE));
    }

    /** What it does in the switch takes a while here: two thousand files. */
    @ParameterizedTest
    @ValueSource(strings = {"switch", "post_update", "restart", "health"})
    void leadsToAWholeReleaseWhereverItWasKilled(String phase) throws Exception {
        // given
        for (int i = 0; i < 2000; i++) {
            Files.writeString(repositories.developer.resolve("file-" + i), "content");
        }
        String first = repositories.commit("version", "1, and many files");
        layout = "releases";
        application = Files.createDirectory(folder.resolve("application"));
        serviceFolder = application.resolve("current");
        start("true");
        server.await(Status.class);
        server.send(new Update(UPDATE, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(server.await(CommandResult.class).state()).isEqualTo(CommandState.SUCCEEDED);
        server.send(new ResultAck(UPDATE));
        String second = repositories.commit("version", "2");
        CommandId next = new CommandId("u2");
        server.send(new Update(next, Optional.empty(), Optional.empty(), Optional.empty()));
        server.await(CommandProgress.class, progress -> progress.phase().equals(phase));

        // when
        kill();
        start("true");

        // then
        CommandResult result =
                server.await(CommandResult.class, ended -> ended.commandId().equals(next));
        assertThat(result.state()).isIn(CommandState.SUCCEEDED, CommandState.ROLLED_BACK);
        String expected = result.state() == CommandState.SUCCEEDED ? second : first;
        assertThat(Files.readSymbolicLink(serviceFolder)).isEqualTo(Path.of("releases", expected));
        assertThat(repositories.head(serviceFolder)).isEqualTo(expected);
        assertThat(GitFixture.git(serviceFolder, "status", "--porcelain")).isEmpty();
        assertThat(server.await(Status.class).version()).contains(expected);
    }

    @Test
    void sendsAResultAgainOnTheSameConnectionThatTheServerCouldNotStore() throws Exception {
        start("true");
        server.await(Status.class);
        server.send(new Update(UPDATE, Optional.empty(), Optional.empty(), Optional.empty()));
        CommandResult result = server.await(CommandResult.class);

        server.send(new ServerError("busy", "the message could not be stored; send it again later"));

        assertThat(server.await(CommandResult.class)).isEqualTo(result);
        assertThat(server.connections()).isEqualTo(1);
    }

    /** The reason why no setting has to be taken back: a key for which this does not hold is not for the fleet to set. */
    @Test
    void comesBackWithTheOutermostOfEverythingThatTheFleetMaySet() throws Exception {
        Map<String, String> outermost = Map.of(
                "heartbeat_interval", "3600", "log_level", "error", "log_sources", "none", "log_batch_seconds", "60");
        assertThat(ConfigKey.values())
                .extracting(ConfigKey::wireName)
                .containsExactlyInAnyOrderElementsOf(outermost.keySet());
        start("true");
        server.await(Status.class);
        server.send(new Configure(3, outermost));
        ConfigReport taken = server.await(ConfigReport.class, report -> report.revision() == 3);

        kill();
        start("true");

        assertThat(server.await(Hello.class, hello -> hello.configRevision().equals(Optional.of(3L))))
                .isNotNull();
        assertThat(server.await(ConfigReport.class)).isEqualTo(taken);
        assertThat(taken.values()).isEqualTo(outermost);
    }

    @Test
    void stopsItsServicesAndItselfWhenAsked() throws Exception {
        start("true");
        server.await(Status.class);

        long start = System.nanoTime();
        int exitCode = terminate();

        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(5);
        assertThat(exitCode).isEqualTo(143);
        try (var processes = ProcessHandle.allProcesses()) {
            assertThat(processes.filter(process -> environment(process).contains(folder.resolve("state") + ":app")))
                    .isEmpty();
        }
    }

    private void start(String postUpdate) throws IOException {
        Path config = folder.resolve("agent.conf");
        Files.writeString(config, """
                FLEET_API_URL=%s
                DEVICE_ID=dev-1
                STATE_DIR=%s
                ENROLLMENT_TOKEN=%s
                HEARTBEAT_INTERVAL=1
                APP_DIR=%s
                APP_LAYOUT=%s
                APP_REMOTE=%s
                APP_POST_UPDATE=%s
                SERVICES=app
                SERVICE_MANAGER=process
                SERVICE_APP_COMMAND=/bin/sh app
                SERVICE_APP_DIR=%s
                SERVICE_APP_LOG=%s
                LOG_FILES=app=%s
                RESTART_SETTLE_SECONDS=1
                UPDATE_VERIFY_TIMEOUT=10
                UPDATE_SETTLE_SECONDS=1
                """.formatted(
                        server.url(),
                        folder.resolve("state"),
                        StandInServer.TOKEN,
                        application,
                        layout,
                        repositories.remote,
                        postUpdate,
                        serviceFolder,
                        folder.resolve("app.log"),
                        folder.resolve("app.log")));
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                AgentMain.class.getName(),
                "--config",
                config.toString()));
        agent = Optional.of(new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("agent.log").toFile()))
                .start());
    }

    private void kill() throws InterruptedException {
        agent.orElseThrow().destroyForcibly().waitFor();
    }

    private int terminate() throws InterruptedException {
        Process process = agent.orElseThrow();
        process.destroy();
        return process.waitFor();
    }

    private static String environment(ProcessHandle process) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
