package no.itagenten.fleet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A support bundle comes from a real device to a file here, and secrets that were planted on the device are not in it. */
class BundleIT {

    private static final String PLANTED = "pl4nted-S3cret";

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Path log;

    @BeforeAll
    static void start() throws Exception {
        log = folder.resolve("recorder.log");
        Files.writeString(log, """
                ready
                pushing to rtmp://live.example.org/app/%1$s
                POST /login {"user":"kari","password":"%1$s"}
                no signal on input 2
                """.formatted(PLANTED));
        installation = Installation.start();
        installation
                .device("it-bundle")
                .with("LOG_FILES", "recorder=" + log)
                .with("APP_HEALTH_COMMAND", "/bin/true --token " + PLANTED)
                .start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    private static Map<String, String> read(Path archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (InputStream in = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), new String(tar.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    @Test
    void itHasLogsConfigurationAndFactsButNoSecrets() throws Exception {
        Path archive = folder.resolve("bundle.tar.gz");

        Output output = installation.fleetctl().run("bundle", "it-bundle", archive.toString());

        assertThat(output.exitCode()).as(output.err()).isZero();
        Map<String, String> files = read(archive);
        assertThat(files)
                .containsKeys(
                        "bundle/README.txt",
                        "bundle/facts.json",
                        "bundle/commands.jsonl",
                        "bundle/services.txt",
                        "bundle/system/meminfo");
        assertThat(files.get("bundle/config/agent.conf")).contains("DEVICE_ID=it-bundle");
        assertThat(files.get("bundle/logs/recorder.file.log")).contains("no signal on input 2");
        assertThat(String.join("\n", files.values())).doesNotContain(PLANTED).doesNotContain("PRIVATE KEY");
    }
}
