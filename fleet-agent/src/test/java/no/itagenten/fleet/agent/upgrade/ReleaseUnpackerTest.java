package no.itagenten.fleet.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import no.itagenten.fleet.agent.upgrade.ReleaseFixture.TarBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseUnpackerTest {

    @TempDir
    Path folder;

    private ReleaseFixture maker;
    private Path into;

    @BeforeEach
    void aMaker() throws Exception {
        maker = new ReleaseFixture(folder);
        into = Files.createDirectories(folder.resolve("inner/into"));
    }

    @Test
    void unpacksAnAgent() throws Exception {
        Map<String, String> agent = ReleaseFixture.agent("1.1.0");

        ReleaseUnpacker.unpack(maker.archive(agent), into);

        assertThat(into.resolve("bin/fleet-agent")).isExecutable().hasContent(agent.get("bin/fleet-agent"));
        assertThat(into.resolve("lib/fleet-agent/fleet-agent.jar")).hasContent("code of 1.1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/tmp/evil",
                "lib/fleet-agent/../../../evil",
                "lib/fleet-agent/..",
                "./bin/fleet-agent",
                "bin/../bin/fleet-agent",
                "bin/fleetd",
                "lib/fleet-agent/.hidden.jar",
                "lib/fleet-agent/fleet-agent.jsa",
                "etc/r58-fleet/release-keys.pub"
            })
    void refusesWhatIsNoPartOfAnAgent(String name) throws Exception {
        Path archive = maker.archive(new TarBytes().file(name, "evil"));

        assertThatThrownBy(() -> ReleaseUnpacker.unpack(archive, into))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("is no part of an agent");
        assertThat(filesIn(folder.resolve("inner"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '6', '7', 'L', 'K', 'x', 'g'})
    void refusesLinksAndEverythingElseThatIsNoPlainFile(char type) throws Exception {
        Path archive = maker.archive(new TarBytes().link("bin/fleet-agent", type, "/etc/passwd"));

        assertThatThrownBy(() -> ReleaseUnpacker.unpack(archive, into))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("is no plain file");
    }

    @Test
    void refusesWhatWouldFillTheDisk() throws Exception {
        Path archive = maker.archive(new TarBytes()
                .entry("lib/fleet-agent/a.jar", '0', "", ReleaseUnpacker.MAX_UNPACKED_BYTES + 1, new byte[0]));

        assertThatThrownBy(() -> ReleaseUnpacker.unpack(archive, into))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("unpacks to more than 256 MiB");
        assertThat(filesIn(into)).isZero();
    }

    @Test
    void refusesANameThatIsThereTwice() throws Exception {
        Path archive =
                maker.archive(new TarBytes().file("bin/fleet-agent", "one").file("bin/fleet-agent", "two"));

        assertThatThrownBy(() -> ReleaseUnpacker.unpack(archive, into))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void refusesHalfAnAgent() throws Exception {
        Map<String, String> agent = ReleaseFixture.agent("1.1.0");
        agent.remove("bin/fleet-agent-upgrade");
        Path archive = maker.archive(agent);

        assertThatThrownBy(() -> ReleaseUnpacker.unpack(archive, into))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("it lacks one of");
    }

    @Test
    void refusesAnArchiveThatWasCutShort() throws Exception {
        Path archive = maker.archive(ReleaseFixture.agent("1.1.0"));
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> ReleaseUnpacker.unpack(archive, into))
                .isInstanceOf(RefusedReleaseException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void refusesWhatIsNoArchive() throws Exception {
        Path archive = Files.writeString(folder.resolve("text"), "no archive");

        assertThatThrownBy(() -> ReleaseUnpacker.unpack(archive, into)).isInstanceOf(RefusedReleaseException.class);
    }

    private static long filesIn(Path where) throws Exception {
        try (Stream<Path> found = Files.walk(where)) {
            return found.filter(Files::isRegularFile).count();
        }
    }
}
