package no.itagenten.fleet.fleetctl.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static Table table() {
        Table table = new Table(List.of(Column.fixed("ID"), Column.flexible("NAME"), Column.number("CPU")));
        table.row(Cell.of("r58-a"), Cell.of("教会のカメラ"), new Cell("5%", Tone.GOOD));
        table.row(Cell.of("r58-bb"), Cell.of("Sta. Cécile"), new Cell("100%", Tone.BAD));
        return table;
    }

    @Test
    void alignsByWhatTextTakesOnATerminal() {
        assertThat(table().render(0, Paint.NONE)).isEqualTo("""
                        ID      NAME           CPU
                        r58-a   教会のカメラ    5%
                        r58-bb  Sta. Cécile   100%
                        """);
    }

    @Test
    void cutsWhatMayBeCutToTheTerminalsWidth() {
        assertThat(table().render(22, Paint.NONE)).isEqualTo("""
                        ID      NAME       CPU
                        r58-a   教会の…     5%
                        r58-bb  Sta. Cé…  100%
                        """);
    }

    @Test
    void wrapsRatherThanCutsAnId() {
        assertThat(table().render(5, Paint.NONE)).contains("r58-bb", "100%");
    }

    @Test
    void coloursTheTextAndNotTheSpace() {
        assertThat(table().render(0, new Paint(true))).contains("   \u001b[32m5%\u001b[m\n");
    }
}
