package no.itagenten.fleet.fleetctl.output;

import java.util.ArrayList;
import java.util.List;

/** One thing, field below field. For one thread. */
public final class Sheet {

    private record Field(String name, Cell value) {}

    private final List<Field> fields = new ArrayList<>();

    /** Adds a field. */
    public Sheet field(String name, Cell value) {
        fields.add(new Field(name, value));
        return this;
    }

    /** Adds a field of text. */
    public Sheet field(String name, String value) {
        return field(name, Cell.of(value));
    }

    /** The whole, every line with its end. */
    public String render(Paint paint) {
        int widest = 0;
        for (Field field : fields) {
            widest = Math.max(widest, DisplayWidth.of(field.name()));
        }
        StringBuilder out = new StringBuilder();
        for (Field field : fields) {
            out.append(paint.dim(field.name()))
                    .append(" ".repeat(widest - DisplayWidth.of(field.name()) + 2))
                    .append(field.value().tone().paint(field.value().text(), paint))
                    .append('\n');
        }
        return out.toString();
    }
}
