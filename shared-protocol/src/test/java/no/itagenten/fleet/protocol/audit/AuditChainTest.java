package no.itagenten.fleet.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    /** As {@code json.dumps(entry, sort_keys=True, separators=(',', ':'), ensure_ascii=False)} of Python writes it. */
    @Test
    void theCanonicalFormIsTheOneOfRfc8785() {
        JsonObject entry = json("{ \"result\": \"ok\", \"id\": 7, \"actor\": null, \"hash\": \"00\","
                + " \"parameters\": {\"b\": \"\\u00e6 \\ud83d\\ude00 \\/ <\", \"a\": \"\\\"\\\\\\n\\u0001\\u2028\"} }");

        assertThat(AuditChain.canonical(entry))
                .isEqualTo("{\"id\":7,\"parameters\":{\"a\":\"\\\"\\\\\\n\\u0001\u2028\",\"b\":\"æ 😀 / <\"},"
                        + "\"result\":\"ok\"}");
    }

    /** Of {@code printf '{"action":"login","id":1}' | sha256sum}. */
    @Test
    void theHashIsTheSha256OfTheCanonicalForm() {
        JsonObject entry = json("{\"id\":1,\"action\":\"login\",\"hash\":\"whatever\"}");

        assertThat(AuditChain.hashOf(entry))
                .isEqualTo("2ecb69686fa3c68e8dac7b8c154691f963f49d9c877d8fe6a38cfae21a0e1dfb");
    }

    @Test
    void whatIsEmptyCountsAsAbsentAndAnythingElseMakesAnotherHash() {
        String hash = AuditChain.hashOf(json("{\"id\":1,\"actor\":\"kari\"}"));

        assertThat(AuditChain.hashOf(json("{\"actor\":\"kari\",\"id\":1,\"device\":null}")))
                .isEqualTo(hash);
        assertThat(AuditChain.hashOf(json("{\"actor\":\"ola\",\"id\":1}"))).isNotEqualTo(hash);
        assertThat(AuditChain.hashOf(json("{\"actor\":\"kari\",\"id\":1,\"device\":\"\"}")))
                .isNotEqualTo(hash);
    }

    @Test
    void aFractionIsNotInAnEntry() {
        assertThatThrownBy(() -> AuditChain.canonical(json("{\"id\":1.5}")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
