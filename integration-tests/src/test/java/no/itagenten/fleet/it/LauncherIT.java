package no.itagenten.fleet.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import no.itagenten.fleet.it.fixture.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the start scripts themselves, on the Java that runs the tests. */
class LauncherIT {
    private static final Path DIST = Path.of(System.getProperty("fleet.dist"));
    private static final String VERSION = System.getProperty("fleet.version");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fleetd", "fleetctl", "fleet-agent"})
    void printsItsVersionAndNothingElse(String program) throws Exception {
        // given
        Path launcher = DIST.resolve("bin").resolve(program);

        // when
        Output output = run(launcher, "--version");

        // then
        assertThat(output).isEqualTo(new Output(0, program + " " + VERSION + "\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleetd", "fleetctl", "fleet-agent"})
    void findsItsFolderThroughSymbolicLinks(String program) throws Exception {
        // given
        Path launcher = DIST.resolve("bin").resolve(program).toRealPath();
        Path first = Files.createSymbolicLink(folder.resolve("first"), launcher);
        Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());

        // when
        Output output = run(second, "--version");

        // then
        assertThat(output.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleetd", "fleetctl", "fleet-agent"})
    void passesOverABrokenStartUpArchiveSilently(String program) throws Exception {
        // given
        Path launcher = copyOf(program);
        Files.writeString(folder.resolve("lib").resolve(program).resolve(program + ".jsa"), "no archive");

        // when
        Output output = run(launcher, "--version");

        // then
        assertThat(output).isEqualTo(new Output(0, program + " " + VERSION + "\n", ""));
    }

    @Test
    void fallsBackSilentlyFromAnArchiveThatOnlyLooksRight() throws Exception {
        // given
        Path launcher = copyOf("fleetctl");
        Path archive = Files.writeString(folder.resolve("lib/fleetctl/fleetctl.jsa"), "no archive");
        Files.setLastModifiedTime(archive, Files.getLastModifiedTime(JAVA));

        // when
        Output output = run(launcher, "--version");

        // then
        assertThat(output).isEqualTo(new Output(0, "fleetctl " + VERSION + "\n", ""));
    }

    @Test
    void installingAgainRenewsArchivesThatAreMissingOrOfAnotherJava() throws Exception {
        // given
        Path maker =
                Files.createDirectories(folder.resolve("dist/share/install")).resolve("start-up-archives.sh");
        Files.writeString(maker, "#!/bin/sh\necho renewed \"$@\"\n");
        assertThat(maker.toFile().setExecutable(true)).isTrue();
        Path release = folder.resolve("release");
        Files.setLastModifiedTime(archive(release, "fleetd"), Files.getLastModifiedTime(JAVA));
        archive(release, "fleet-agent");
        Path installer = Path.of(Surroundings.repository().toString(), "deploy/install/common.sh");
        String renew =
                ". \"$1\"; dist=\"$2/dist\" release=\"$2/release\" programs='fleetd fleetctl fleet-agent'; renew_archives";

        // when
        Output output = run(Path.of("/bin/sh"), "-euc", renew, "sh", installer.toString(), folder.toString());

        // then
        assertThat(output.err()).isEmpty();
        assertThat(output.out())
                .endsWith("renewed " + folder.resolve("dist") + " " + release + " fleetctl fleet-agent\n");
    }

    private static Path archive(Path release, String program) throws IOException {
        Path libraries = Files.createDirectories(release.resolve("lib").resolve(program));
        return Files.writeString(libraries.resolve(program + ".jsa"), "an archive");
    }

    /** A folder with a space in its name must do as well, so the copy stands in one. */
    private Path copyOf(String program) throws IOException {
        folder = Files.createDirectory(folder.resolve("a folder"));
        Path libraries = Files.createDirectories(folder.resolve("lib").resolve(program));
        try (Stream<Path> jars = Files.list(DIST.resolve("lib").resolve(program))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, libraries.resolve(jar.getFileName()));
            }
        }
        Path programs = Files.createDirectory(folder.resolve("bin"));
        return Files.copy(DIST.resolve("bin").resolve(program), programs.resolve(program));
    }

    private Output run(Path launcher, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        int exitCode = process.waitFor();
        return new Output(exitCode, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private record Output(int exitCode, String out, String err) {}
}
