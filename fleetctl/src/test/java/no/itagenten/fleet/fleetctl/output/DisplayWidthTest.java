package no.itagenten.fleet.fleetctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {

    @ParameterizedTest
    @CsvSource({"abc, 3", "Kirkeså, 7", "日本, 4", "e\u0301, 1", "🎥, 2", "●, 1", "'', 0"})
    void countsCells(String text, int cells) {
        assertThat(DisplayWidth.of(text)).isEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdef, 5, abcd…",
        "日本語, 5, 日本…",
        "日本語, 4, 日…",
        "🎥🎥, 3, 🎥…",
        "abc, 1, …",
        "abc, 0, ''"
    })
    void cutsToFitWithoutSplittingACharacter(String text, int cells, String fitted) {
        assertThat(DisplayWidth.fit(text, cells)).isEqualTo(fitted);
        assertThat(DisplayWidth.of(DisplayWidth.fit(text, cells))).isLessThanOrEqualTo(cells);
    }
}
