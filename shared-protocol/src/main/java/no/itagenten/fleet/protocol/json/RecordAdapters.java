package no.itagenten.fleet.protocol.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.annotations.SerializedName;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records, part by part through their canonical constructor. gson's own way would leave missing parts null and wrap a refusing
 * constructor in a RuntimeException; here both are a {@link ShapeException} that names the part.
 */
final class RecordAdapters implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (!type.getRawType().isRecord()) {
            return null;
        }
        return (TypeAdapter<T>) new RecordAdapter<>(gson, (Class<? extends Record>) type.getRawType());
    }

    /**
     * A part of a record. What reads and writes it is made when first needed: of a device most parts are empty most of the time, and
     * a program that runs for a moment would spend more of it on their types than on all that it reads.
     */
    private static final class Part {

        private final Gson gson;
        private final RecordComponent component;
        private final String name;
        private final boolean optional;
        private volatile TypeAdapter<Object> adapter;
        private volatile Method accessor;

        Part(Gson gson, RecordComponent component, String name) {
            this.gson = gson;
            this.component = component;
            this.name = name;
            optional = component.getType() == Optional.class;
        }

        String name() {
            return name;
        }

        boolean optional() {
            return optional;
        }

        @SuppressWarnings("unchecked") // it is the adapter of that very type
        TypeAdapter<Object> adapter() {
            TypeAdapter<Object> known = adapter;
            if (known == null) {
                known = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(component.getGenericType()));
                adapter = known;
            }
            return known;
        }

        Method accessor() {
            Method known = accessor;
            if (known == null) {
                known = component.getAccessor();
                known.setAccessible(true);
                accessor = known;
            }
            return known;
        }
    }

    static final class RecordAdapter<R extends Record> extends TypeAdapter<R> {

        private final Part[] parts;
        private final Map<String, Integer> positions = new HashMap<>();
        private final Constructor<R> constructor;

        RecordAdapter(Gson gson, Class<R> type) {
            RecordComponent[] components = type.getRecordComponents();
            parts = new Part[components.length];
            for (int i = 0; i < components.length; i++) {
                parts[i] = part(gson, components[i], type);
                positions.put(parts[i].name(), i);
            }
            try {
                Class<?>[] types = new Class<?>[components.length];
                for (int i = 0; i < components.length; i++) {
                    types[i] = components[i].getType();
                }
                constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a record without its canonical constructor: " + type, e);
            }
        }

        private static Part part(Gson gson, RecordComponent component, Class<?> owner) {
            SerializedName renamed;
            try {
                renamed = owner.getDeclaredField(component.getName()).getAnnotation(SerializedName.class);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
            return new Part(gson, component, renamed == null ? component.getName() : renamed.value());
        }

        @Override
        public void write(JsonWriter out, R value) throws IOException {
            out.beginObject();
            writeParts(out, value);
            out.endObject();
        }

        void writeParts(JsonWriter out, R value) throws IOException {
            for (Part part : parts) {
                out.name(part.name());
                part.adapter().write(out, valueOf(part, value));
            }
        }

        private static Object valueOf(Part part, Record value) {
            try {
                return part.accessor().invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public R read(JsonReader in) throws IOException {
            if (in.peek() != JsonToken.BEGIN_OBJECT) {
                throw new ShapeException(StrictScalars.place(in) + " must be an object");
            }
            Object[] values = new Object[parts.length];
            Set<String> ignored = new HashSet<>();
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                Integer position = positions.get(name);
                if (position == null ? !ignored.add(name) : values[position] != null) {
                    throw new ShapeException(StrictScalars.place(in) + " is there twice");
                }
                if (position == null) {
                    in.skipValue();
                } else {
                    values[position] = read(in, parts[position]);
                }
            }
            in.endObject();
            for (int i = 0; i < parts.length; i++) {
                if (values[i] == null) {
                    if (!parts[i].optional()) {
                        throw new ShapeException(
                                StrictScalars.place(in.getPreviousPath() + "." + parts[i].name()) + " is missing");
                    }
                    values[i] = Optional.empty();
                }
            }
            return construct(values);
        }

        private static Object read(JsonReader in, Part part) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                if (!part.optional()) {
                    throw new ShapeException(StrictScalars.place(in) + " must not be null");
                }
                in.nextNull();
                return Optional.empty();
            }
            return part.adapter().read(in);
        }

        private R construct(Object[] values) {
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException refused) {
                    throw new ShapeException(refused.getMessage());
                }
                if (e.getCause() instanceof NullPointerException) {
                    throw new ShapeException("null is not allowed here");
                }
                throw new IllegalStateException(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
