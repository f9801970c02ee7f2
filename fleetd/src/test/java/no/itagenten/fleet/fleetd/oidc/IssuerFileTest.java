package no.itagenten.fleet.fleetd.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of trusted issuers: what it says, and mistakes in it, of which none may let in more than was meant. */
class IssuerFileTest {

    private static final String RULE =
            "{\"name\":\"ci\",\"claims\":{\"repository\":\"acme/app\"},\"role\":\"operator\",\"may\":[\"update\"]}";

    private static List<TrustedIssuer> parse(String json) {
        return new IssuerFile(Optional.of("https://fleet.example.org")).parse(json);
    }

    private static String file(String issuerFields, String rule) {
        return "{\"issuers\":[{\"issuer\":\"https://issuer.example\"" + issuerFields + ",\"rules\":[" + rule + "]}]}";
    }

    @Test
    void whatIsNotSaidIsAsUsual() {
        TrustedIssuer issuer = parse(file("", RULE)).get(0);

        assertThat(issuer.audience()).isEqualTo("https://fleet.example.org");
        assertThat(issuer.client()).isEmpty();
        TrustRule rule = issuer.rules().get(0);
        assertThat(rule.claims()).isEqualTo(Map.of("repository", Set.of("acme/app")));
        assertThat(rule.atMost()).isEqualTo(Duration.ofMinutes(60));
        assertThat(rule.as())
                .isInstanceOfSatisfying(
                        TrustRule.Holder.class,
                        holder -> assertThat(holder.nameClaim()).isEqualTo("sub"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '|', textBlock = """
                    {"name":"ci","role":"viewer"} ~ no 'claims'
                    {"name":"ci","role":"viewer","claims":{}} ~ no 'claims'
                    {"name":"ci","role":"viewer","claims":{"a":[]}} ~ no value to be
                    {"name":"ci","role":"viewer","claims":{"a":null}} ~ 'a' must be a text
                    {"name":"ci","role":"viewer","claims":{"a":{}}} ~ 'a' must be a text
                    {"name":"ci","role":"viewer","claim":{"a":"b"}} ~ 'claim' in the rule 'ci' means nothing
                    {"name":"ci","claims":{"a":"b"}} ~ either a 'role'
                    {"name":"ci","claims":{"a":"b"},"role":"viewer","user":"email"} ~ either a 'role'
                    {"name":"ci","claims":{"a":"b"},"user":"email","venues":["Oslo"]} ~ 'venues' goes with 'role'
                    {"name":"ci","claims":{"a":"b"},"role":"king"} ~ 'king' is no role
                    {"name":"ci","claims":{"a":"b"},"role":"viewer","may":["update"]} ~ 'may' limits
                    {"name":"ci","claims":{"a":"b"},"role":"operator","may":["dance"]} ~ 'dance' is no command
                    {"name":"ci","claims":{"a":"b"},"role":"operator","may":"update"} ~ 'may' must be a list
                    {"name":"ci","claims":{"a":"b"},"role":"operator","minutes":0} ~ 'minutes' must be
                    {"name":"ci","claims":{"a":"b"},"role":"operator","minutes":9999} ~ 'minutes' must be
                    {"name":"C:I","claims":{"a":"b"},"role":"viewer"} ~ a rule needs a 'name'
                    {"claims":{"a":"b"},"role":"viewer"} ~ a rule needs a 'name'
                    """)
    void aMistakeInARuleIsNamed(String rule, String complaint) {
        assertThatThrownBy(() -> parse(file("", rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aMistakeElsewhereIsNamedToo() {
        assertThatThrownBy(() -> parse("{")).hasMessageContaining("no JSON");
        assertThatThrownBy(() -> parse("[]")).hasMessageContaining("the file must be an object");
        assertThatThrownBy(() -> parse("{\"issuer\":[]}")).hasMessageContaining("'issuer' in the file means nothing");
        assertThatThrownBy(() -> parse(file(",\"aud\":\"x\"", RULE))).hasMessageContaining("'aud' in the issuer");
        assertThatThrownBy(() -> parse(file("", RULE + "," + RULE))).hasMessageContaining("there twice");
        assertThatThrownBy(() -> parse(file("", RULE).replace("https", "http")))
                .hasMessageContaining("must be an https:// address");
        assertThatThrownBy(() -> new IssuerFile(Optional.empty()).parse(file("", RULE)))
                .hasMessageContaining("no 'audience'");
    }
}
