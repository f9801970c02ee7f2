package no.itagenten.fleet.agent.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleArchiveTest {

    private static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");

    @TempDir
    private Path folder;

    private Path archive;

    @BeforeEach
    void name() {
        archive = folder.resolve("cmd-1.tar.gz");
    }

    private Gathered write(BundleEntry... entries) throws IOException, InterruptedException, StoppedException {
        return new BundleArchive(new Redactor(List.of()), NOW)
                .write(archive, "Support bundle", List.of(entries), () -> false);
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (InputStream in = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), new String(tar.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void eachFileIsInItWithoutItsSecrets() throws Exception {
        Gathered gathered = write(
                new BundleEntry("config/agent.conf", () -> Excerpt.whole("DEVICE_ID=r58-a\nENROLLMENT_TOKEN=abcdef\n")),
                new BundleEntry("logs/app.log", () -> Excerpt.whole("ready")));

        assertThat(gathered).isEqualTo(new Gathered(2, 1, 0));
        assertThat(read())
                .containsEntry("bundle/config/agent.conf", "DEVICE_ID=r58-a\nENROLLMENT_TOKEN=[redacted]\n")
                .containsEntry("bundle/logs/app.log", "ready\n")
                .containsKey("bundle/README.txt");
    }

    @Test
    void whatCannotBeReadIsNamedInItsPlace() throws Exception {
        Gathered gathered = write(
                new BundleEntry("logs/app.log", () -> {
                    throw new IOException("/var/log/app.log: permission denied");
                }),
                new BundleEntry("logs/web.log", () -> Excerpt.whole("ready")));

        assertThat(gathered).isEqualTo(new Gathered(1, 0, 1));
        assertThat(read().get("bundle/README.txt")).contains("logs/app.log: /var/log/app.log: permission denied");
    }

    @Test
    void ofALongFileTheEndIsKept() throws Exception {
        String text = "x\n".repeat(BundleArchive.MAX_FILE_BYTES) + "the last line\n";

        Gathered gathered = write(new BundleEntry("logs/app.log", () -> Excerpt.whole(text)));

        assertThat(gathered.missing()).isEqualTo(1);
        assertThat(read().get("bundle/logs/app.log"))
                .endsWith("the last line\n")
                .hasSizeLessThanOrEqualTo(512 * 1024);
    }

    @Test
    void whatHasNoRoomIsLeftOutAndNamed() throws Exception {
        Random random = new Random(58);
        List<BundleEntry> incompressible = IntStream.range(0, 4)
                .mapToObj(i -> new BundleEntry("logs/" + i + ".log", () -> Excerpt.whole(noise(random))))
                .toList();

        Gathered gathered = new BundleArchive(new Redactor(List.of()), NOW, 128 * 1024)
                .write(archive, "Support bundle", incompressible, () -> false);

        assertThat(gathered.missing()).isPositive();
        assertThat(read().get("bundle/README.txt")).contains("logs/3.log: left out, the bundle is full");
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < BundleArchive.MAX_FILE_BYTES / 4) {
            random.ints(100, 0x4e00, 0x9fff).forEach(c -> text.append((char) c));
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void nothingIsLeftOfOneThatFails() throws Exception {
        BundleEntry failing = new BundleEntry("x", () -> {
            throw new IllegalStateException("a fault");
        });

        assertThatThrownBy(() -> write(failing)).isInstanceOf(IllegalStateException.class);

        assertThat(left()).isEmpty();
    }

    @Test
    void whatWasCutBeforeIsNamedToo() throws Exception {
        write(new BundleEntry("logs/app.log", () -> Excerpt.end("ret\nwhole line\n", true)));

        assertThat(read())
                .containsEntry("bundle/logs/app.log", "whole line\n")
                .extractingByKey("bundle/README.txt")
                .asString()
                .contains("logs/app.log: its beginning");
    }

    @Test
    void nothingIsLeftOfOneThatIsStopped() throws Exception {
        assertThatThrownBy(() -> new BundleArchive(new Redactor(List.of()), NOW)
                        .write(
                                archive,
                                "Support bundle",
                                List.of(new BundleEntry("x", () -> Excerpt.whole("a"))),
                                () -> true))
                .isInstanceOf(StoppedException.class);

        assertThat(left()).isEmpty();
    }
}
