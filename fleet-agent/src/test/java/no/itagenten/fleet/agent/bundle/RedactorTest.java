package no.itagenten.fleet.agent.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String SECRET = "hunter2-S3cr3t";

    private static String redact(String text) {
        return new Redactor(List.of()).redact(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENROLLMENT_TOKEN=%s",
                "PASSWORD = '%s'",
                "db.password: %s",
                "{\"password\":\"%s\",\"user\":\"kari\"}",
                "{\"command\":\"{\\\"api_key\\\":\\\"%s\\\"}\"}",
                "Authorization: Bearer %s",
                "authorization: Digest username=kari, response=%s",
                "> Cookie: a=b; r58_session=%s",
                "curl --token %s https://example.org",
                "ffmpeg -stream-key %s",
                "connecting to https://kari:%s@example.org/x.git",
                "connecting to https://%s@github.com/x.git",
                "pushing to rtmp://a.rtmp.youtube.com/live2/%s now",
                "rtmps://live.example.org:443/app/%s",
                "srt://host:9000?mode=caller&passphrase=%s",
                "srt://host:9000?streamid=publish:%s",
                "GET /hook?key=%s&x=1",
                "client_secret=%s;",
                "Environment=\"AWS_SECRET_ACCESS_KEY=%s\"",
                "password: \"with a %s in it\"",
            })
    void aSecretIsTakenOut(String line) {
        assertThat(redact(line.formatted(SECRET))).doesNotContain(SECRET).contains(Redactor.MARK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "glpat-0123456789abcdefghij",
                "AKIAIOSFODNN7EXAMPLE",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
            })
    void whatLooksLikeATokenIsTakenOutWhateverItIsCalled(String token) {
        assertThat(redact("using " + token + " now")).doesNotContain(token).contains("using ", " now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLEET_API_URL=wss://fleet.example.org/ws",
                "ENROLLMENT_TOKEN_FILE=/etc/r58-fleet/enrollment.token",
                "bypass=1 of 3 passthrough: yes",
                "pipeline stopped: no signal on https://example.org/cam/1",
                "git@github.com:itagenten/player.git",
                "2026-11-25T02:00:00 kirke r58[12]: state=recording since 02:00",
            })
    void whatIsNoSecretStays(String line) {
        assertThat(redact(line)).isEqualTo(line + "\n");
    }

    @Test
    void aPrivateKeyIsTakenOutLineByLine() {
        String text = """
                kirke r58[12]: -----BEGIN OPENSSH PRIVATE KEY-----
                kirke r58[12]: b3BlbnNzaC1rZXktdjEAAAAA
                kirke r58[12]: -----END OPENSSH PRIVATE KEY-----
                kirke r58[12]: ready
                """;

        String clean = redact(text);

        assertThat(clean).doesNotContain("b3BlbnNz").endsWith("kirke r58[12]: ready\n");
    }

    @Test
    void aSecretThatIsKnownIsTakenOutWhereverItStands() {
        Redactor redactor = new Redactor(List.of(SECRET));

        String clean = redactor.redact("the word is " + SECRET + "!\nand again " + SECRET);

        assertThat(clean).isEqualTo("the word is [redacted]!\nand again [redacted]\n");
        assertThat(redactor.count()).isEqualTo(2);
    }

    @Test
    void aVeryLongLineIsCut() {
        assertThat(redact("x".repeat(100_000)).length()).isLessThan(20_000);
    }

    @Test
    @Timeout(20)
    void aLineMadeToKeepItBusyDoesNot() {
        String hostile = "token".repeat(3_000) + "\n" + "a.".repeat(8_000) + "\n" + "rtmp://" + "/".repeat(16_000)
                + "\n" + "password=\"".repeat(1_600) + "\n" + "-".repeat(16_000);

        long began = System.nanoTime();
        redact(hostile.repeat(5));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }
}
