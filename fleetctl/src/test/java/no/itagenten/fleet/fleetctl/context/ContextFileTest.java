package no.itagenten.fleet.fleetctl.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextFileTest {

    private static final Contexts ONE = Contexts.NONE
            .with("demo", new Context("http://127.0.0.1:3001", Optional.of("token"), Optional.empty(), false))
            .using("demo");

    @TempDir
    private Path folder;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        Path config = folder.resolve("a/r58-fleet");

        new ContextFile(Optional.of(config)).write(ONE);

        assertThat(permissions(config)).isEqualTo("rwx------");
        assertThat(permissions(config.resolve("config.json"))).isEqualTo("rw-------");
        try (var files = Files.list(config)) {
            assertThat(files).containsExactly(config.resolve("config.json"));
        }
    }

    @Test
    void readsWhatItWrote() {
        ContextFile file = new ContextFile(Optional.of(folder.resolve("r58-fleet")));

        file.write(ONE);

        assertThat(file.read()).isEqualTo(ONE);
        assertThat(file.warning()).isEmpty();
    }

    @Test
    void warnsWhenOthersCanReadIt() throws IOException {
        ContextFile file = new ContextFile(Optional.of(folder.resolve("r58-fleet")));
        file.write(ONE);

        Files.setPosixFilePermissions(file.path().orElseThrow(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(file.warning())
                .hasValueSatisfying(text ->
                        assertThat(text).contains("chmod 600 " + file.path().orElseThrow()));
    }

    @Test
    void closesAFileThatWasOpenWhenItWritesAnew() throws IOException {
        ContextFile file = new ContextFile(Optional.of(folder.resolve("r58-fleet")));
        file.write(ONE);
        Files.setPosixFilePermissions(file.path().orElseThrow(), PosixFilePermissions.fromString("rw-rw-rw-"));

        file.write(ONE.without("demo"));

        assertThat(permissions(file.path().orElseThrow())).isEqualTo("rw-------");
    }

    @Test
    void namesFileAndLineOfDamageAndLeavesItAsItIs() throws IOException {
        Path config = folder.resolve("config.json");
        Files.writeString(config, "{\n  \"current\": \"demo\",\n  \"contexts\": {]\n}\n");

        assertThatThrownBy(() -> new ContextFile(Optional.of(folder)).read())
                .hasMessageContaining(config.toString())
                .hasMessageContaining("line 3");
        assertThat(Files.readString(config)).contains("{]");
    }

    @Test
    void namesThePlaceOfAWrongType() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"contexts\":{\"demo\":{\"url\":7,\"insecure\":false}}}");

        assertThatThrownBy(() -> new ContextFile(Optional.of(folder)).read())
                .hasMessageContaining("'contexts.demo.url' must be a string");
    }

    @Test
    void theTokenIsInNoStringForm() {
        assertThat(ONE.toString()).doesNotContain("token");
    }
}
