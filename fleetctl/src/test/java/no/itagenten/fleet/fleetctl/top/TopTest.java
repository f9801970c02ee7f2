package no.itagenten.fleet.fleetctl.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import no.itagenten.fleet.fleetctl.Sample;
import no.itagenten.fleet.fleetctl.output.DisplayWidth;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.LogEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the screen of {@code top} shows, and what the keys do, without a terminal and without a server. */
class TopTest {

    private final TopModel model = new TopModel();
    private final TopKeys keys = new TopKeys(model);
    private final TopRenderer renderer = new TopRenderer("demo", Sample.CLOCK, Paint.NONE);

    private static <T> T decode(String json, Class<T> type) {
        try {
            return WireJson.decode(json, type);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static DeviceView device(String id, String name, String status, int cpu, int disk) {
        return decode(
                Sample.device(id, name, status)
                        .replace("12.4", Integer.toString(cpu))
                        .replace("91.5", Integer.toString(disk)),
                DeviceView.class);
    }

    @BeforeEach
    void fleet() {
        model.all(List.of(
                device("r58-aaa", "Kirke 1", "online", 12, 41),
                device("r58-bbb", "Båtsfjord kirke 教会", "online", 55, 97),
                device("r58-ccc", "r58-ccc", "offline", 3, 20)));
    }

    private String frame(int rows, int columns) {
        return String.join("\n", renderer.frame(model, rows, columns)) + "\n";
    }

    private void type(String text) {
        text.codePoints().forEach(point -> keys.press(TopKey.TEXT, Character.toString(point), 10));
    }

    @Test
    void showsTheFleetTheWorstFirst() {
        assertThat(frame(8, 80)).isEqualTo("""
                r58 demo  2/3 online                                                   19:00:00
                    STATUS  NAME                      CPU           MEM DISK   TEMP       SEEN
                ▸ ○ offline r58-ccc                    3%        ▁  61%  20%  48 °C   12 s ago
                  ✘ online  Båtsfjord kirke 教会      55%        ▅  61%  97%  48 °C   12 s ago
                  ● online  Kirke 1                   12%        ▁  61%  41%  48 °C   12 s ago


                ↑↓ choose  ⏎ details  / filter  s sort: status ▼  ? help  q quit
                """);
    }

    @Test
    void sortsByTheLetterOfAColumnAndTurnsItRound() {
        type("c");
        assertThat(model.rows())
                .extracting(device -> device.id().value())
                .containsExactly("r58-bbb", "r58-aaa", "r58-ccc");

        type("r");
        assertThat(model.rows())
                .extracting(device -> device.id().value())
                .containsExactly("r58-ccc", "r58-aaa", "r58-bbb");
    }

    @Test
    void theChosenDeviceStaysChosenWhateverTheOrder() {
        keys.press(TopKey.DOWN, "", 10);
        assertThat(model.selected().orElseThrow().id().value()).isEqualTo("r58-bbb");

        type("n");
        model.put(device("r58-bbb", "Aaa", "online", 1, 1));

        assertThat(frame(8, 80)).contains("▸ ● online  Aaa");
    }

    @Test
    void filtersAsOneTypesAndForgetsItOnEscape() {
        type("/qKIR");
        keys.press(TopKey.BACKSPACE, "", 10);
        assertThat(frame(8, 60)).contains("No device matches 'qKI'", "/qKI▏");

        keys.press(TopKey.BACKSPACE, "", 10);
        keys.press(TopKey.BACKSPACE, "", 10);
        keys.press(TopKey.BACKSPACE, "", 10);
        type("教");
        keys.press(TopKey.ENTER, "\r", 10);
        assertThat(model.rows()).hasSize(1);
        assertThat(model.quit).isFalse();

        keys.press(TopKey.ESCAPE, "", 10);
        assertThat(model.rows()).hasSize(3);
    }

    @Test
    void showsADeviceWithItsTroubleAndItsLog() {
        keys.press(TopKey.DOWN, "", 10);
        keys.press(TopKey.ENTER, "\r", 10);
        DeviceView chosen = model.selected().orElseThrow();
        model.log(chosen.id(), decode(Sample.log(7, "error", "no camera"), LogEntry.class));
        model.log(chosen.id(), decode(Sample.log(7, "error", "no camera"), LogEntry.class));

        assertThat(frame(11, 70)).isEqualTo("""
                r58 demo  2/3 online                                         19:00:00
                ✘ r58-bbb (Båtsfjord kirke 教会)  Domkirken
                Wrong        disk 97%
                             → fleetctl device show r58-bbb
                CPU          55%                              ▅

                2026-11-23 18:59:07Z ERROR r58-recorder: no camera



                ↑↓ next device  esc back  ? help
                """);
    }

    @Test
    void saysSinceWhenAndWhyNothingNewComes() {
        model.lost(Sample.NOW.minusSeconds(72), "cannot reach the server");
        model.lost(Sample.NOW, "cannot reach the server");

        assertThat(frame(8, 90)).startsWith("r58 demo  2/3 online  ✘ stale for 1 min: cannot reach the server\n");
        model.live();
        assertThat(frame(8, 90)).doesNotContain("stale");
    }

    @Test
    void aDeviceThatIsRemovedWhileItIsLookedAtLeadsBackToTheList() {
        keys.press(TopKey.ENTER, "\r", 10);

        model.remove("r58-ccc");

        assertThat(model.view).isEqualTo(TopModel.View.LIST);
        assertThat(frame(8, 80)).contains("▸ ✘ online  Båtsfjord");
    }

    @Test
    void explainsItsKeysAndLeavesByQ() {
        type("?");
        assertThat(frame(24, 80)).contains("t temperature", "● well");

        type("q");
        assertThat(model.quit).isFalse();
        type("q");
        assertThat(model.quit).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"24,80", "10,40", "4,20", "3,10", "1,1", "60,250"})
    void everyFrameFitsItsScreen(int rows, int columns) {
        for (TopModel.View view : TopModel.View.values()) {
            keys.press(TopKey.DOWN, "", 10);
            model.view = view;

            List<String> frame = renderer.frame(model, rows, columns);

            assertThat(frame).hasSize(rows).allMatch(line -> DisplayWidth.of(line) <= columns);
        }
    }

    @Test
    void leafsThroughMoreDevicesThanTheScreenHasLines() {
        model.all(java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> device(String.format("r58-%03d", i), String.format("n%03d", i), "online", 1, 1))
                .toList());

        keys.press(TopKey.PAGE_DOWN, "", 7);
        assertThat(frame(10, 60)).contains("▸ ● online  n007").doesNotContain("n006");

        keys.press(TopKey.END, "", 7);
        assertThat(frame(10, 60)).contains("▸ ● online  n099");
    }
}
