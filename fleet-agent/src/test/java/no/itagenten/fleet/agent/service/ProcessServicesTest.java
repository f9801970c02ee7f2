package no.itagenten.fleet.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.agent.config.ServicesConfig;
import no.itagenten.fleet.agent.config.ServicesConfig.Manager;
import no.itagenten.fleet.agent.config.ServicesConfig.ServiceProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessServicesTest {

    @TempDir
    Path folder;

    private final List<ProcessServices> managers = new ArrayList<>();

    @AfterEach
    void stop() {
        managers.forEach(ProcessServices::close);
    }

    @Test
    void startsAServiceAndKeepsItsOutput() throws Exception {
        ProcessServices services = started("echo hello; exec sleep 600");

        assertThat(services.state("app").isActive()).isTrue();
        await().untilAsserted(() -> assertThat(services.recentOutput("app")).isEqualTo("hello\n"));
    }

    @Test
    void restartsItInAnotherProcess() throws Exception {
        ProcessServices services = started("exec sleep 600");
        ServiceState before = services.state("app");

        services.restart("app");

        ServiceState after = services.state("app");
        assertThat(after.isActive()).isTrue();
        assertThat(after.run()).isNotEqualTo(before.run());
        assertThat(ProcessHandle.of(before.pid().orElseThrow()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void startsAgainWhatEnds() throws Exception {
        ProcessServices services = started("exec sleep 600");
        ServiceState before = services.state("app");

        ProcessHandle.of(before.pid().orElseThrow()).orElseThrow().destroyForcibly();

        await().untilAsserted(() -> {
            assertThat(services.state("app").isActive()).isTrue();
            assertThat(services.state("app").run()).isNotEqualTo(before.run());
        });
        assertThat(services.state("app").restarts()).isEqualTo(1);
    }

    @Test
    void waitsBeforeItStartsAgainWhatEndsAtOnce() throws Exception {
        ProcessServices services = started("echo x >> " + folder.resolve("starts") + "; exit 1");

        await().untilAsserted(() -> assertThat(services.state("app").restarts()).isGreaterThanOrEqualTo(2));

        assertThat(services.state("app").active()).isEqualTo("activating");
        assertThat(Files.readAllLines(folder.resolve("starts"))).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void findsAServiceAgainThatOutlivedTheAgent() throws Exception {
        ServiceState before = started("exec sleep 600").state("app");

        ServiceState found = started("exec sleep 600").state("app"); // as if the first agent had been killed

        assertThat(found.run()).isEqualTo(before.run());
    }

    @Test
    void findsItEvenWithoutItsRecord() throws Exception {
        ServiceState before = started("exec sleep 600").state("app");
        Files.delete(folder.resolve("services/app.json"));

        ServiceState found = started("exec sleep 600").state("app");

        assertThat(found.pid()).isEqualTo(before.pid());
    }

    @Test
    void isNotFooledByAProcessIdThatWasGivenAgain() throws Exception {
        Files.createDirectories(folder.resolve("services"));
        RunRecord other =
                new ProcFiles(Path.of("/")).run(ProcessHandle.current().pid()).orElseThrow();
        RunFile file = new RunFile(folder.resolve("services/app.json"));
        file.write(new RunRecord(other.pid(), other.startTicks() - 1, other.bootId()));

        ServiceState state = started("exec sleep 600").state("app");

        assertThat(state.pid()).isPresent().isNotEqualTo(Optional.of(other.pid()));
    }

    @Test
    void killsAServiceThatDoesNotEndWhenAsked() throws Exception {
        ProcessServices services = started("trap '' TERM; while :; do sleep 0.1; done");
        ServiceState before = services.state("app");

        services.close();

        assertThat(ProcessHandle.of(before.pid().orElseThrow()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void saysThatAProgramCannotBeStarted() throws Exception {
        ProcessServices services = manager(List.of("/no/such/program"), false);
        services.start();

        assertThat(services.state("app").active()).isEqualTo("failed");
        assertThatThrownBy(() -> services.restart("app"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void leavesServicesRunningWhenToldTo() throws Exception {
        ProcessServices keeping = manager(List.of("sleep", "600"), true);
        keeping.start();
        ProcessHandle process =
                ProcessHandle.of(keeping.state("app").pid().orElseThrow()).orElseThrow();

        keeping.close();

        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly();
    }

    @Test
    void givesServicesNothingOfTheAgentsEnvironmentThatTheyNeedNot() throws Exception {
        ProcessServices services = started("env | sort; exec sleep 600");

        await().untilAsserted(() -> assertThat(services.recentOutput("app")).contains("PATH="));
        assertThat(services.recentOutput("app")).doesNotContain("SECRET");
    }

    private ProcessServices started(String script) throws IOException {
        ProcessServices services = manager(List.of("/bin/sh", "-c", script), false);
        services.start();
        return services;
    }

    private ProcessServices manager(List<String> command, boolean keep) throws IOException {
        ServiceProgram program = new ServiceProgram("app", command, folder, Optional.of(folder.resolve("app.log")));
        ServicesConfig config =
                new ServicesConfig(Manager.PROCESS, List.of("app"), List.of(program), Duration.ZERO, keep);
        ProcessServices services = new ProcessServices(
                config, folder, Path.of("/"), Map.of("PATH", "/usr/bin:/bin", "ENROLLMENT_TOKEN", "SECRET"));
        managers.add(services);
        return services;
    }
}
