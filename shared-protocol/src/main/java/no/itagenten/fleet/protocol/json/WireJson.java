package no.itagenten.fleet.protocol.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.Text;

/**
 * The one place where records become JSON and JSON becomes records.
 *
 * <p>Reading is strict (RFC 8259, no duplicate names, no missing or null parts but {@code Optional} ones, no numbers in strings,
 * no more than 32 levels, nothing after the end); names that a record does not have are ignored. A part's wire name is its {@code
 * SerializedName}, else its own. Half characters (unpaired surrogates), which JSON's escapes can express and UTF-8 cannot, are
 * refused in what is read and replaced by U+FFFD in what is written. Safe for any thread.
 */
public final class WireJson {

    private static final int MAX_DEPTH = 32;

    /** Messages: what is empty is left out. */
    private static final Gson COMPACT = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .disableHtmlEscaping()
            .registerTypeAdapterFactory(new RecordAdapters())
            .registerTypeAdapterFactory(new OptionalAdapters())
            .registerTypeAdapterFactory(new StrictScalars()) // asked first: the last one registered is
            .create();

    /** REST: every field of a record is there, null when empty, so that a client can rely on it. Who only reads needs none. */
    private static final class Complete {
        static final Gson GSON = COMPACT.newBuilder().serializeNulls().create();
    }

    private WireJson() {}

    /** A record, list or map as one line of JSON, with null for what is empty. */
    public static String encode(Object value) {
        return Text.wellFormed(Complete.GSON.toJson(value));
    }

    /** The same for a value whose class does not tell its element type. */
    public static String encode(Object value, TypeToken<?> type) {
        return Text.wellFormed(Complete.GSON.toJson(value, type.getType()));
    }

    /** The same as a tree, for whoever picks parts of it. */
    public static JsonElement tree(Object value) {
        return Complete.GSON.toJsonTree(value);
    }

    /** The same over several lines, for people. */
    public static String encodePretty(Object value) {
        StringWriter out = new StringWriter();
        JsonWriter writer = new JsonWriter(out);
        writer.setIndent("  ");
        writer.setHtmlSafe(false);
        writer.setSerializeNulls(true);
        Complete.GSON.toJson(value, value.getClass(), writer);
        return Text.wellFormed(out.toString());
    }

    /** A record as one line of JSON with a leading {@code type}, leaving out what is empty. */
    public static String encodeTagged(String tag, Object message) {
        StringWriter out = new StringWriter();
        try {
            JsonWriter writer = COMPACT.newJsonWriter(out);
            writer.beginObject();
            writer.name("type").value(tag);
            recordAdapter(message).writeParts(writer, (Record) message);
            writer.endObject();
        } catch (IOException e) {
            throw new JsonIOException(e); // a StringWriter does not fail
        }
        return Text.wellFormed(out.toString());
    }

    /**
     * Reads a record.
     *
     * @throws ProtocolException if the text is not JSON of exactly this shape; the message names the place
     */
    public static <T> T decode(String json, Class<T> type) throws ProtocolException {
        return decode(json, TypeToken.get(type));
    }

    /**
     * Reads an array.
     *
     * @throws ProtocolException if the text is not a JSON array of that shape
     */
    @SuppressWarnings("unchecked")
    public static <T> List<T> decodeList(String json, Class<T> element) throws ProtocolException {
        return decode(json, (TypeToken<List<T>>) TypeToken.getParameterized(List.class, element));
    }

    /**
     * Reads a map, or another value whose class does not tell its element type.
     *
     * @throws ProtocolException if the text is not JSON of exactly this shape
     */
    public static <T> T decode(String json, TypeToken<T> type) throws ProtocolException {
        JsonReader reader = reader(json);
        return guarded(reader, () -> {
            T value = COMPACT.getAdapter(type).read(reader);
            if (value == null) {
                throw new ProtocolException("null is not allowed here");
            }
            return requireEnd(reader, value);
        });
    }

    /** The {@code type} of a message, without reading the rest of it. */
    public static String tagOf(String json) throws ProtocolException {
        JsonReader reader = reader(json);
        return guarded(reader, () -> {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new ProtocolException("a message is a JSON object");
            }
            reader.beginObject();
            while (reader.hasNext()) {
                if (reader.nextName().equals("type")) {
                    if (reader.peek() != JsonToken.STRING) {
                        throw new ProtocolException("'type' must be a string");
                    }
                    return reader.nextString();
                }
                reader.skipValue();
            }
            throw new ProtocolException("'type' is missing");
        });
    }

    /**
     * Checks the text's grammar alone, whatever it says.
     *
     * @throws ProtocolException if it is not JSON
     */
    public static void requireWellFormed(String json) throws ProtocolException {
        JsonReader reader = reader(json);
        guarded(reader, () -> {
            reader.skipValue();
            return requireEnd(reader, json);
        });
    }

    private static <T> T requireEnd(JsonReader reader, T value) throws IOException, ProtocolException {
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new ProtocolException("there is something after the end of the JSON text");
        }
        return value;
    }

    private static JsonReader reader(String json) {
        JsonReader reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
        return reader;
    }

    @SuppressWarnings("unchecked")
    private static RecordAdapters.RecordAdapter<Record> recordAdapter(Object message) {
        TypeAdapter<?> adapter = COMPACT.getAdapter(message.getClass());
        return (RecordAdapters.RecordAdapter<Record>) adapter;
    }

    private interface Reading<T> {
        T run() throws IOException, ProtocolException;
    }

    private static <T> T guarded(JsonReader reader, Reading<T> reading) throws ProtocolException {
        try {
            return reading.run();
        } catch (MalformedJsonException | EOFException e) {
            throw new ProtocolException(notJson(reader), e);
        } catch (JsonParseException e) {
            throw new ProtocolException(e instanceof ShapeException ? e.getMessage() : notJson(reader), e);
        } catch (IOException e) {
            throw new ProtocolException("unreadable JSON", e);
        }
    }

    private static String notJson(JsonReader reader) {
        String path = reader.getPath();
        return path.length() <= 2 ? "not valid JSON" : "not valid JSON at " + StrictScalars.place(path);
    }
}
