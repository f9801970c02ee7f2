package no.itagenten.fleet.fleetctl.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three devices: in Oslo with a role and two tags, in Bergen with another role, and one that nobody has said anything about. */
class SelectorTest {

    private static final List<DeviceView> FLEET = List.of(
            device("oslo", "online", "\"Oslo S, nave\"", "\"a\",\"b\",\"role=main\""),
            device("bergen", "offline", "\"Bergen\"", "\"b\",\"role:backup\""),
            device("bare", "pending", "null", ""));

    private static DeviceView device(String id, String status, String venue, String tags) {
        try {
            return WireJson.decode(
                    Sample.device(id, id, status)
                            .replace("\"Domkirken\"", venue)
                            .replace("[\"a\"]", "[" + tags + "]"),
                    DeviceView.class);
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String selected(List<String> labels, List<String> fields) {
        return String.join(
                " ",
                Selector.parse(labels, fields).filter(FLEET, FLEET).stream()
                        .map(device -> device.id().value())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "venue=bergen                  | bergen",
                "venue==Bergen                 | bergen",
                "venue = 'oslo s, nave'        | oslo",
                "venue!=bergen                 | oslo bare",
                "venue in (bergen,nowhere)     | bergen",
                "venue in ('Oslo S, nave')     | oslo",
                "venue notin (bergen)          | oslo bare",
                "venue                         | oslo bergen",
                "!venue                        | bare",
                "venue=                        | bare",
                "tag=a                         | oslo",
                "tags=b                        | oslo bergen",
                "tag!=a                        | bergen bare",
                "tag in (a,b)                  | oslo bergen",
                "tag notin (a, b)              | bare",
                "role=main                     | oslo",
                "role!=backup                  | oslo bare",
                "ROLE in (Backup,main)         | oslo bergen",
                "role,tag=a                    | oslo",
                "venue!=x,role!=backup,tag in (a,b) | oslo"
            })
    void leavesTheDevicesWithTheseLabels(String selector, String expected) {
        assertThat(selected(List.of(selector), List.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=offline            | bergen",
                "status!=Online            | bergen bare",
                "status in (online,pending)| oslo bare",
                "version=3f9a2c1           | oslo bergen bare",
                "version!=3f9a2c1,id=oslo  | ",
                "agent-version=0.1.0,name=bare | bare",
                "!time_zone,id=oslo        | oslo",
                "locked=true               | ",
                "on_air=false,os=debian 12,id=bare | bare"
            })
    void leavesTheDevicesWithTheseFields(String selector, String expected) {
        assertThat(selected(List.of(), List.of(selector))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void severalSelectorsAllHold() {
        assertThat(selected(List.of("tag=b", "role=main"), List.of("status=online")))
                .isEqualTo("oslo");
        assertThat(selected(List.of("tag=b", "role=main"), List.of("status=offline")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "venue in oslo",
                "venue in (oslo",
                "venue=(a)",
                "=x",
                "a b",
                "venue=='x",
                "venue===x",
                "--",
                "!",
                "venue in (a))",
                "tag in (a),",
                "\u001b[31m"
            })
    void whatIsNoConditionIsSaidSo(String selector) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> selected(List.of(selector), List.of()))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE))
                .withMessageContaining("--selector: '")
                .satisfies(problem -> assertThat(problem.nextStep()).contains("KEY in (A,B)", "help selectors"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vneue!=oslo    | there is no key 'vneue' | Did you mean venue?",
                "colour!=red    | there is no key 'colour' | There are: role, tag, venue",
                "status=offline | there is no key 'status' | use --field-selector"
            })
    void aLabelThatNoDeviceHasIsAMistake(String selector, String what, String next) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> selected(List.of(selector), List.of()))
                .withMessageContaining(what)
                .satisfies(problem -> assertThat(problem.nextStep()).contains(next));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stauts=offline | there is no key 'stauts' | Did you mean status?",
                "status=gone    | status is never 'gone' | online, offline, pending",
                "locked=yes     | locked is never 'yes'  | true, false"
            })
    void aFieldOrAStatusThatThereIsNotIsAMistake(String selector, String what, String next) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> selected(List.of(), List.of(selector)))
                .withMessageContaining(what)
                .satisfies(problem -> assertThat(problem.nextStep()).contains(next));
    }
}
