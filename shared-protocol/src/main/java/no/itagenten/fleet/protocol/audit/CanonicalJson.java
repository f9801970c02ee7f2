package no.itagenten.fleet.protocol.audit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * JSON as RFC 8785 has it, of which an audit log needs the part without fractions: names sorted by their UTF-16 units, no space, and
 * each character written in one way. What is null is left out. Pure; safe for any thread.
 */
final class CanonicalJson {

    private static final BigDecimal MOST = BigDecimal.valueOf((1L << 53) - 1);

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    static String of(JsonElement value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return json.out.toString();
    }

    private void write(JsonElement value) {
        if (value instanceof JsonObject object) {
            object(object);
        } else if (value instanceof JsonArray array) {
            array(array);
        } else if (value instanceof JsonPrimitive primitive) {
            primitive(primitive);
        } else {
            out.append("null"); // in an array, where leaving it out would move the others
        }
    }

    private void object(JsonObject object) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonElement> part : object.entrySet()) {
            if (!part.getValue().isJsonNull()) {
                names.add(part.getKey());
            }
        }
        Collections.sort(names);
        char before = '{';
        for (String name : names) {
            out.append(before);
            text(name);
            out.append(':');
            write(object.get(name));
            before = ',';
        }
        out.append(names.isEmpty() ? "{}" : "}");
    }

    private void array(JsonArray array) {
        char before = '[';
        for (JsonElement element : array) {
            out.append(before);
            write(element);
            before = ',';
        }
        out.append(array.isEmpty() ? "[]" : "]");
    }

    private void primitive(JsonPrimitive primitive) {
        if (primitive.isString()) {
            text(primitive.getAsString());
        } else if (primitive.isBoolean()) {
            out.append(primitive.getAsBoolean());
        } else {
            number(primitive.getAsString());
        }
    }

    private void number(String text) {
        BigDecimal number = text.length() <= 20 ? new BigDecimal(text) : MOST.add(BigDecimal.ONE);
        if (number.stripTrailingZeros().scale() > 0 || number.abs().compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a number is whole and below 2^53");
        }
        out.append(number.toBigInteger());
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
