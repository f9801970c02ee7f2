package no.itagenten.fleet.fleetctl.watch;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.function.Supplier;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.protocol.json.WireJson;

/** Something that is told as a whole, and told again when the facts in it have changed. For one thread. */
public final class TextContent implements Content {

    /**
     * How it was when the server was asked.
     *
     * @param facts by which a change is seen; times that pass by themselves are not among them
     * @param text all of it in words, or as programs want it, as of now; every line with its end
     */
    public record Reading(Object facts, Supplier<String> text) {}

    private final Invocation invocation;
    private final Supplier<Reading> source;
    private Reading reading = new Reading(JsonNull.INSTANCE, () -> "");
    private JsonElement told = JsonNull.INSTANCE;

    /** Something that nobody has asked for yet. */
    public TextContent(Invocation invocation, Supplier<Reading> source) {
        this.invocation = invocation;
        this.source = source;
    }

    @Override
    public void read() {
        reading = source.get();
    }

    @Override
    public String screen() {
        return reading.text().get();
    }

    @Override
    public void printNews() {
        JsonElement now = WireJson.tree(reading.facts());
        if (!now.equals(told)) {
            told = now;
            invocation.print(reading.text().get());
        }
    }
}
