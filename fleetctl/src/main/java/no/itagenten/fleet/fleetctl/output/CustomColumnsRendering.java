package no.itagenten.fleet.fleetctl.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code -o custom-columns=NAME:.path,…}: a table of chosen fields, never cut. */
final class CustomColumnsRendering implements Rendering {

    private record Chosen(String title, JsonPath path) {}

    private final List<Chosen> columns = new ArrayList<>();

    /** @throws IllegalArgumentException if it names no columns */
    CustomColumnsRendering(String columns) {
        for (String column : columns.split(",", -1)) {
            int colon = column.indexOf(':');
            if (colon <= 0 || colon == column.length() - 1) {
                throw new IllegalArgumentException(
                        "'" + column + "' is not NAME:.path; for example custom-columns=ID:.id,CPU:.cpu_percent");
            }
            this.columns.add(new Chosen(column.substring(0, colon), JsonPath.parse(column.substring(colon + 1))));
        }
    }

    @Override
    public String render(Document document, boolean headers, boolean terminal) {
        Table table = new Table(
                columns.stream().map(chosen -> Column.fixed(chosen.title())).toList());
        document.items()
                .forEach(item -> table.row(columns.stream()
                        .map(chosen -> Cell.of(chosen.path().find(item).stream()
                                .map(JsonText::of)
                                .collect(Collectors.joining(","))))
                        .toList()));
        return table.render(TableLook.whole(headers), Paint.NONE);
    }
}
