package no.itagenten.fleet.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel is asked to run by an agent whose server sends it anything: nothing but argument lists that are on a list. */
@Order(1)
class AgentExecIT {

    /** As far as an agent can tell: every unit is up, and whatever is asked is done. */
    private static final String SYSTEMCTL = """
            #!/bin/sh
            [ "$1" = show ] || exit 0
            while [ "$1" != -- ]; do shift; done
            shift
            for unit; do
              printf 'ActiveState=active\\nSubState=running\\nInvocationID=%032d\\nMainPID=1\\nNRestarts=0\\nStateChangeTimestamp=\\n\\n' 1
            done
            """;

    private static final int MUTATIONS = 30;

    @TempDir
    Path folder;

    @Test
    void underFuzzedCommandsNothingRunsButAllowedArgumentLists() throws Exception {
        ExecTrace trace = new ExecTrace(folder.resolve("trace"));
        Path bin = Files.createDirectory(folder.resolve("bin"));
        program(bin.resolve("systemctl"), SYSTEMCTL);
        program(bin.resolve("journalctl"), "#!/bin/sh\n");
        long seed = Long.getLong("fleet.fault.seed", System.nanoTime());
        try (HostileServer server = new HostileServer();
                Victim victim = new Victim(folder.resolve("victim"), server)) {
            // given
            List<String> start = new ArrayList<>(trace.program());
            start.add("--env=PATH=" + bin + ":/usr/local/bin:/usr/bin:/bin");
            victim.with("SERVICE_MANAGER", "systemd")
                    .without("SERVICE_PLAYER_COMMAND")
                    .startBy(start)
                    .start();
            Attacks attacks = new Attacks("fuzz", victim.proof(), victim.outside());

            // when
            server.sayAll(attacks.commands());
            server.sayAll(attacks.settings());
            server.sayAll(attacks.mutations(new Random(seed), MUTATIONS));
            victim.git().commit("Second", Map.of("version", "2"));
            server.say("{\"type\":\"update\",\"commandId\":\"legal-1\"}");
            assertThat(server.awaitResult("legal-1").get("state").getAsString()).isEqualTo("succeeded");
            server.say("{\"type\":\"service\",\"commandId\":\"legal-2\",\"service\":\"player\",\"action\":\"start\"}");
            server.awaitResult("legal-2");

            // then
            AllowedPrograms allowed = new AllowedPrograms(victim);
            List<List<String>> run = trace.argumentLists();
            assertThat(run).as("what was run").hasSizeGreaterThan(20);
            assertThat(run.stream().filter(arguments -> !allowed.allow(arguments)))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(victim.proof()).doesNotExist();
        }
    }

    private static void program(Path file, String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
