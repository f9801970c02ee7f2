package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import no.itagenten.fleet.it.fixture.Surroundings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code install.sh --from} runs nothing of an archive that is not proved to be the one that was meant. */
class ArchiveCheckIT {

    private static final String NAME = "r58-fleet-9.9.9.tar.gz";

    @TempDir
    Path folder;

    private Path archive;
    private Path installed;

    private record Output(int exitCode, String text) {}

    /** One whose installer leaves a file behind. */
    @BeforeEach
    void makeArchive() throws Exception {
        installed = folder.resolve("installed");
        Path installer = folder.resolve("tree/r58-fleet-9.9.9/dist/share/install/cli.sh");
        Files.createDirectories(installer.getParent());
        Files.writeString(installer, "#!/bin/sh\ntouch " + installed + "\n");
        assertThat(installer.toFile().setExecutable(true)).isTrue();
        archive = folder.resolve(NAME);
        Process tar = new ProcessBuilder(
                        "tar", "-C", folder.resolve("tree").toString(), "-czf", archive.toString(), "r58-fleet-9.9.9")
                .start();
        assertThat(tar.waitFor()).isZero();
        sums(sum() + "  " + NAME + "\n");
    }

    private String sum() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
    }

    private void sums(String text) throws IOException {
        Files.writeString(folder.resolve(NAME + ".sha256"), text);
    }

    private Output install(String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("sh", Surroundings.repository().resolve("install.sh").toString(), "cli", "--from"));
        command.add(archive.toString());
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    private void requireRefused(Output output, String why) {
        assertThat(output.exitCode()).as(output.text()).isNotZero();
        assertThat(output.text()).contains(why);
        assertThat(installed).as("something of the archive was run").doesNotExist();
    }

    @Test
    void theRightSumLetsItIn() throws Exception {
        // when
        Output output = install();

        // then
        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(installed).exists();
    }

    @Test
    void withoutASumNothingIsRun() throws Exception {
        // given
        Files.delete(folder.resolve(NAME + ".sha256"));

        // then
        requireRefused(install(), "is missing, so");
        sums("");
        requireRefused(install(), "is empty");
        requireRefused(install("--sha256", ""), "--sha256 needs a value");
    }

    @Test
    void aWrongSumIsRefused() throws Exception {
        // given
        String other = "0".repeat(64);

        // then
        requireRefused(install("--sha256", other), "is damaged or another one");
        sums(other + "  " + NAME + "\n");
        requireRefused(install(), "is damaged or another one");
    }

    @Test
    void theSumOfAnotherFileIsRefused() throws Exception {
        // given
        sums(sum() + "  r58-fleet-1.0.0.tar.gz\n");

        // then
        requireRefused(install(), "is about 'r58-fleet-1.0.0.tar.gz' and not about " + NAME);
    }

    @Test
    void whatIsNoSumIsRefused() throws Exception {
        for (String text : List.of(sum().substring(1), sum() + "0", "*", "<html>", "$(touch " + installed + ")")) {
            // when
            sums(text + "  " + NAME + "\n");

            // then
            requireRefused(install(), "install.sh: ");
        }
    }

    @Test
    void anArchiveThatWasCutShortIsRefused() throws Exception {
        // given
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));

        // then
        requireRefused(install(), "is damaged or another one");
    }

    @Test
    void whatHasTheRightSumAndIsNoArchiveIsRefused() throws Exception {
        // given
        Files.writeString(archive, "<html>Not found</html>");
        sums(sum() + "  " + NAME + "\n");

        // then
        requireRefused(install(), "is no archive of R58 Fleet");
    }
}
