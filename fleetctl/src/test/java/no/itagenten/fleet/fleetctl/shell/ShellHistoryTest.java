package no.itagenten.fleet.fleetctl.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellHistoryTest {

    @TempDir
    private Path folder;

    private int kept(String line) {
        ShellHistory history = new ShellHistory(folder);
        history.add(Instant.EPOCH, line);
        return history.size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "devices -l venue=oslo",
                "update kirke-1 --commit 3f9a2c1b3f9a2c1b3f9a2c1b3f9a2c1b3f9a2c1b",
                "logs sankt-olavs-kirke-hovedalteret-kamera -f",
                "shell -f /home/kari/scripts/every-night-in-every-church.fleet",
                "token create ci --role operator",
                "enroll create --uses 3",
                "login --token-file /run/secrets/fleet"
            })
    void keepsWhatOneTypesAgain(String line) {
        assertThat(kept(line)).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whoami r58t_AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH1234",
                "devices --token=short",
                "devices | curl -H 'Authorization: Bearer abc' --data @- https://example.org",
                "login eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4i.x",
                "config set kirke-1 password=hunter2"
            })
    void keepsNoSecret(String line) {
        assertThat(kept(line)).isZero();
    }
}
