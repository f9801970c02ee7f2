package no.itagenten.fleet.fleetctl.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts rely on, to the letter. */
class OutputFormatTest {

    private record Service(String name, String state) {}

    private record Thing(
            String id,
            String name,
            Optional<Double> load,
            List<String> tags,
            List<Service> services,
            Map<String, String> config) {}

    private static final Thing FIRST = new Thing(
            "r58-aaa",
            "Kirke \"1\", nord",
            Optional.of(12.5),
            List.of("a", "b"),
            List.of(new Service("web", "active"), new Service("rec", "failed")),
            Map.of("log_level", "info"));
    private static final Thing SECOND =
            new Thing("r58-bbb", "=no\u001b[2J\n::error::x", Optional.empty(), List.of(), List.of(), Map.of());
    private static final Document LIST = Document.of(Kind.DEVICE, List.of(FIRST, SECOND));

    private static String render(String format) {
        return OutputFormat.parse(format).render(LIST, true, false);
    }

    @Test
    void jsonIsAnEnvelopeOnOneLine() {
        assertThat(render("json")).isEqualTo("""
                {"apiVersion":"fleet/v1","kind":"DeviceList","items":[\
                {"id":"r58-aaa","name":"Kirke \\"1\\", nord","load":12.5,"tags":["a","b"],\
                "services":[{"name":"web","state":"active"},{"name":"rec","state":"failed"}],"config":{"log_level":"info"}},\
                {"id":"r58-bbb","name":"=no\\u001b[2J\\n::error::x","load":null,"tags":[],"services":[],"config":{}}]}
                """);
    }

    @Test
    void jsonOfOneThingHasItsFieldsBehindTheKind() {
        String json = OutputFormat.parse("json").render(Document.of(Kind.DEVICE, FIRST), true, false);

        assertThat(json).startsWith("{\"apiVersion\":\"fleet/v1\",\"kind\":\"Device\",\"id\":\"r58-aaa\",");
    }

    @Test
    void aThingsOwnKindDoesNotHideWhatItIs() {
        Document document = Document.of(Kind.ACCESS_TOKEN, Map.of("kind", "api"));

        assertThat(OutputFormat.parse("json").render(document, true, false))
                .isEqualTo("{\"apiVersion\":\"fleet/v1\",\"kind\":\"AccessToken\",\"own_kind\":\"api\"}\n");
    }

    @Test
    void jsonOnATerminalIsSpreadOverLines() {
        assertThat(OutputFormat.parse("json").render(LIST, true, true)).startsWith("""
                {
                  "apiVersion": "fleet/v1",
                  "kind": "DeviceList",
                  "items": [
                    {
                      "id": "r58-aaa",
                """);
    }

    @Test
    void jsonHasNothingThatABuildServerTakesForACommand() {
        Document document = Document.of(Kind.DEVICE, Map.of("id", "a##[error]b"));

        assertThat(OutputFormat.parse("json").render(document, true, false)).contains("\"a##\\u005berror]b\"");
        assertThat(OutputFormat.parse("yaml").render(document, true, false)).contains("\"a##\\u005berror]b\"");
    }

    @Test
    void jsonLinesHaveNoEnvelope() {
        assertThat(render("jsonl").lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("{\"id\":\"r58-aaa\",");
    }

    @Test
    void yamlSaysTheSame() {
        assertThat(render("yaml")).isEqualTo("""
                apiVersion: fleet/v1
                kind: DeviceList
                items:
                - id: r58-aaa
                  name: "Kirke \\"1\\", nord"
                  load: 12.5
                  tags:
                  - a
                  - b
                  services:
                  - name: web
                    state: active
                  - name: rec
                    state: failed
                  config:
                    log_level: info
                - id: r58-bbb
                  name: "=no\\u001b[2J\\n::error::x"
                  load: null
                  tags: []
                  services: []
                  config: {}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "Yes",
                "null",
                "1.0",
                "2026-11-23",
                "",
                "- a",
                "a: b",
                "#x",
                "*",
                "~",
                "on",
                "0x1",
                "1e3",
                "a b"
            })
    void yamlQuotesWhatIsNotAPlainWord(String text) {
        String yaml = OutputFormat.parse("yaml").render(Document.of(Kind.DEVICE, Map.of("id", text)), true, false);

        assertThat(yaml).endsWith("id: \"" + text + "\"\n");
    }

    @Test
    void csvHasAColumnForEachFieldAndNoFormula() {
        assertThat(render("csv")).isEqualTo("""
                id,name,load,tags,services,config
                r58-aaa,"Kirke ""1"", nord",12.5,a;b,"[{""name"":""web"",""state"":""active""},\
                {""name"":""rec"",""state"":""failed""}]","{""log_level"":""info""}"
                r58-bbb,"'=no
                ::error::x",,,,{}
                """);
    }

    @Test
    void csvLeavesTheTitlesOut() {
        assertThat(OutputFormat.parse("csv").render(LIST, false, false)).startsWith("r58-aaa,");
    }

    @Test
    void namesAreForOtherCommands() {
        assertThat(render("name")).isEqualTo("r58-aaa\nr58-bbb\n");
    }

    @Test
    void customColumnsAreATable() {
        assertThat(render("custom-columns=ID:.id,FIRST:.services[0].state,ALL:services[*].name"))
                .isEqualTo("""
                ID       FIRST   ALL
                r58-aaa  active  web,rec
                r58-bbb  –       –
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{.items[*].id}                                    | r58-aaa r58-bbb",
                ".items[*].id                                      | r58-aaa\\nr58-bbb",
                "{range .items[*]}{.id}={.load};{end}              | r58-aaa=12.5;r58-bbb=;",
                "{.items[-1].id}                                   | r58-bbb",
                "{.items[0]['config'].log_level}                   | info",
                "{.items[0].services[?(@.state==\"failed\")].name} | rec",
                "{.items[?(@.id!='r58-aaa')].id}                   | r58-bbb",
                "{.kind}{\"\\t}\"}{.items[0].tags}                 | DeviceList\t}[\"a\",\"b\"]",
                "{$.nothing.there}                                 | ``",
            })
    void aTemplatePicksParts(String template, String expected) {
        String text = render("jsonpath=" + template);

        assertThat(text.stripTrailing()).isEqualTo(expected.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xml | there is no format 'xml'",
                "json=x | there is no format 'json=x'",
                "custom-columns= | is not NAME:.path",
                "custom-columns=ID | is not NAME:.path",
                "jsonpath= | a path is missing",
                "jsonpath={.items | a '}' is missing",
                "jsonpath={range .items[*]}x | has no {end}",
                "jsonpath={.a..b} | is not a path at '..b'",
                "jsonpath={.a[b]} | is not a path at '[b]'",
            })
    void whatMakesNoSenseIsRefusedWithAReason(String format, String reason) {
        assertThatThrownBy(() -> OutputFormat.parse(format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
