package no.itagenten.fleet.protocol.json;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.Text;

/** Single values, read only from the JSON token that is theirs: gson itself would take {@code "12"} for a number. */
final class StrictScalars implements TypeAdapterFactory {

    private interface Read<T> {
        T from(JsonReader in) throws IOException;
    }

    private interface Write<T> {
        void to(JsonWriter out, T value) throws IOException;
    }

    private static final Map<Class<?>, TypeAdapter<?>> ADAPTERS = new HashMap<>();

    static {
        TypeAdapter<Long> longs = adapter(
                JsonToken.NUMBER, "a whole number", in -> wholeNumber(in).longValueExact(), JsonWriter::value);
        TypeAdapter<Integer> ints = adapter(
                JsonToken.NUMBER, "a whole number", in -> wholeNumber(in).intValueExact(), JsonWriter::value);
        TypeAdapter<Double> doubles =
                adapter(JsonToken.NUMBER, "a number", StrictScalars::finiteNumber, JsonWriter::value);
        TypeAdapter<Boolean> booleans =
                adapter(JsonToken.BOOLEAN, "true or false", JsonReader::nextBoolean, JsonWriter::value);
        ADAPTERS.put(long.class, longs);
        ADAPTERS.put(Long.class, longs);
        ADAPTERS.put(int.class, ints);
        ADAPTERS.put(Integer.class, ints);
        ADAPTERS.put(double.class, doubles);
        ADAPTERS.put(Double.class, doubles);
        ADAPTERS.put(boolean.class, booleans);
        ADAPTERS.put(Boolean.class, booleans);
        ADAPTERS.put(String.class, text("a string", text -> text, text -> text));
        ADAPTERS.put(Instant.class, text("a time such as 2025-12-21T20:00:00Z", Instant::parse, Instant::toString));
        ADAPTERS.put(DeviceId.class, text("a device id", DeviceId::new, DeviceId::value));
        ADAPTERS.put(CommandId.class, text("a command id", CommandId::new, CommandId::value));
        ADAPTERS.put(LogLevel.class, text("debug, info, warn or error", LogLevel::of, LogLevel::wireName));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<? super T> raw = type.getRawType();
        TypeAdapter<?> known = ADAPTERS.get(raw);
        if (known != null) {
            return (TypeAdapter<T>) known;
        }
        if (raw.isEnum()) {
            return (TypeAdapter<T>) enumAdapter(raw);
        }
        if (List.class.isAssignableFrom(raw)) {
            return new Strict<>(gson.getDelegateAdapter(this, type), JsonToken.BEGIN_ARRAY);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return new Strict<>(gson.getDelegateAdapter(this, type), JsonToken.BEGIN_OBJECT);
        }
        return null;
    }

    private static <E> TypeAdapter<E> enumAdapter(Class<E> type) {
        Map<String, E> byName = new LinkedHashMap<>();
        Map<E, String> names = new HashMap<>();
        for (E constant : type.getEnumConstants()) {
            String name = wireName((Enum<?>) constant);
            byName.put(name, constant);
            names.put(constant, name);
        }
        String expected = "one of " + String.join(", ", byName.keySet());
        return text(
                expected,
                name -> {
                    E constant = byName.get(name);
                    if (constant == null) {
                        throw new IllegalArgumentException(expected);
                    }
                    return constant;
                },
                names::get);
    }

    private static String wireName(Enum<?> constant) {
        try {
            SerializedName renamed =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(SerializedName.class);
            return renamed == null ? constant.name().toLowerCase(Locale.ROOT) : renamed.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the reader is, for an error: the field's path without JSONPath's {@code $.}. */
    static String place(JsonReader in) {
        return place(in.getPath());
    }

    static String place(String path) {
        String bare = path.startsWith("$.") ? path.substring(2) : path.substring(1);
        return bare.isEmpty() ? "the JSON text" : "'" + Text.excerpt(bare, 80) + "'";
    }

    private static <T> TypeAdapter<T> text(String expected, Function<String, T> parse, Function<T, String> format) {
        return adapter(
                JsonToken.STRING,
                expected,
                in -> parse.apply(in.nextString()),
                (out, value) -> out.value(format.apply(value)));
    }

    /** Exact, where gson would round {@code 9223372036854775808} to the greatest long. */
    private static BigDecimal wholeNumber(JsonReader in) throws IOException {
        return new BigDecimal(in.nextString());
    }

    private static double finiteNumber(JsonReader in) throws IOException {
        double number = Double.parseDouble(in.nextString());
        if (!Double.isFinite(number)) {
            throw new ArithmeticException("too large");
        }
        return number;
    }

    private static <T> TypeAdapter<T> adapter(JsonToken token, String expected, Read<T> read, Write<T> write) {
        return new TypeAdapter<>() {
            @Override
            public void write(JsonWriter out, T value) throws IOException {
                if (value == null) {
                    out.nullValue(); // a map's value may be null
                } else {
                    write.to(out, value);
                }
            }

            @Override
            public T read(JsonReader in) throws IOException {
                if (in.peek() != token) {
                    throw new ShapeException(place(in) + " must be " + expected);
                }
                try {
                    return read.from(in);
                } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
                    throw new ShapeException(place(in.getPreviousPath()) + " must be " + expected);
                }
            }
        };
    }

    /** Lists and maps as gson reads them, but only from their own token. */
    private static final class Strict<T> extends TypeAdapter<T> {

        private final TypeAdapter<T> delegate;
        private final JsonToken token;

        Strict(TypeAdapter<T> delegate, JsonToken token) {
            this.delegate = delegate;
            this.token = token;
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            delegate.write(out, value);
        }

        @Override
        public T read(JsonReader in) throws IOException {
            if (in.peek() != token) {
                throw new ShapeException(
                        place(in) + (token == JsonToken.BEGIN_ARRAY ? " must be a list" : " must be an object"));
            }
            String path = in.getPath();
            try {
                return delegate.read(in);
            } catch (ShapeException e) {
                throw e;
            } catch (JsonSyntaxException e) {
                throw new ShapeException(place(path) + " has a name twice");
            }
        }
    }
}
