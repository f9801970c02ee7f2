package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonElement;
import java.util.List;

/** A format for programs. Stateless. */
interface Rendering {

    /**
     * The whole, every line with its end.
     *
     * @param headers whether a line of titles comes first, where the format has one
     * @param terminal whether a person looks at it, so that it may be spread over more lines
     */
    String render(Document document, boolean headers, boolean terminal);

    /** One thing of many that come one after the other, without an end in sight; titles, if any, stand before the first. */
    default String renderNext(Kind kind, JsonElement thing, boolean titles) {
        return render(new Document(kind, false, List.of(thing)), titles, false);
    }
}
