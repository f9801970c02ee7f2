package no.itagenten.fleet.agent.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String SECRET = "hunter2-S3cr3t";

    private static String redact(String text) {
        return new Redactor(List.of()).redact(text, () -> false);
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
                "RTMP_KEY=%s",
                "ENCODER_KEY='%s'",
                "key: %s",
                "{\"url\":\"rtmp://x/live\",\"key\":\"%s\"}",
                "Stream key: %s",
                "player -key %s",
                "player --key %s",
                "-f tee [f=flv]rtmp://a/live2/%s|[f=flv]rtmp://b/app/y",
                "rtmp://a/live/%s,rtmp://b/live/y;rtmp://c/live/z",
                "rtmp://a/live2/%s\\n/opt/player/x",
                "rtmp://a/live/%s?d=2026/11/25",
                "rtmp:\\/\\/a\\/live2\\/%s",
                "playpath=%s",
                "playpath '%s'",
                "streamid=#!::m=publish,r=%s",
                "srt streamid=#!::u=kari,s=%s",
                "password=abc,%s",
                "password=abc;%s",
                "password=abc&%s",
                "passphrase = correct horse %s",
                "--password \"a %s\"",
                "{\"password\":\"abc\\\"%s\"}",
                "password: |\n  %s\nnext: 1",
                "\"password\":\n  \"%s\"",
                "- name: STREAM_KEY\n  value: %s",
                "passwords:\n- abc\n- %s",
                "2026-11-25T02:00:00 kirke app[1]: password:\n2026-11-25T02:00:00 kirke app[1]:   %s",
                "\"tokens\": [\"a\",\"%s\"]",
                "\"stream_key\":{\"value\":\"%s\"}",
                "curl -u admin:%s http://x",
                "curl --user admin:%s http://x",
                "'password' => '%s'",
                "password := %s",
                "machine x login kari password %s",
                "<password>%s</password>",
                "DBPASS=%s",
                "psk=%s",
                "auth=%s",
                "jwt=%s",
                "passord: %s",
                "password=[redacted]%s",
                "https://kari:a/%s@example.org/",
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
                "passthrough: yes, 3 passes, monkey=1, keyboard: no",
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

        String clean = redactor.redact("the word is " + SECRET + "!\nand again " + SECRET, () -> false);

        assertThat(clean).isEqualTo("the word is [redacted]!\nand again [redacted]\n");
        assertThat(redactor.count()).isEqualTo(2);
    }

    @Test
    void aVeryLongLineIsCut() {
        Redactor redactor = new Redactor(List.of());

        String clean = redactor.redact("x".repeat(100_000), () -> false);

        assertThat(clean.length()).isLessThan(70_000);
        assertThat(redactor.cutLines()).isEqualTo(1);
    }

    @Test
    void ofAPrivateKeyWhoseBeginningWasCutOffNothingIsLeft() {
        String clean = redact("b3BlbnNzaC1rZXktdjEAAAAA\n-----END PGP PRIVATE KEY BLOCK-----\nready\n");

        assertThat(clean).isEqualTo("[redacted] private key\nready\n");
    }

    @Test
    void whatStandsBesideASecretCanStillBeRead() {
        assertThat(redact("level=info token=abc msg=\"no signal\""))
                .isEqualTo("level=info token=[redacted] msg=\"no signal\"\n");
        assertThat(redact("{\"token\":\"abc\",\"state\":\"recording\"}"))
                .isEqualTo("{\"token\":\"[redacted]\",\"state\":\"recording\"}\n");
    }

    @Test
    void aBlockThatBelongsToASecretEndsWithIt() {
        assertThat(redact("password: |\n  abc\nstate: recording\n"))
                .isEqualTo("password: [redacted]\n  [redacted]\nstate: recording\n");
    }

    @Timeout(60)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "a.",
                "rtmp://",
                "password=\"",
                "-",
                "--key-",
                "eyJ",
                "http://a:",
                "name:key",
                "?key",
                "pass "
            })
    void halfAMebibyteMadeToKeepItBusyDoesNot(String hostile) {
        String text = (hostile.repeat(60_000 / hostile.length()) + "\n").repeat(9);

        assertThat(redact(text).lines()).hasSize(9);
    }

    @Test
    void itStopsInTheMiddleWhenAskedTo() {
        String clean = new Redactor(List.of()).redact("a\nb\n", () -> true);

        assertThat(clean).isEmpty();
    }
}
