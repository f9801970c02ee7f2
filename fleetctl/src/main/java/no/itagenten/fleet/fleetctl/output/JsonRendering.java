package no.itagenten.fleet.fleetctl.output;

import com.google.gson.JsonElement;

/** {@code -o json}: the envelope; on a terminal over several lines, else on one. */
final class JsonRendering implements Rendering {

    @Override
    public String render(Document document, boolean headers, boolean terminal) {
        return Json.render(document.envelope(), terminal);
    }

    @Override
    public String renderNext(Kind kind, JsonElement thing, boolean titles) {
        return Json.render(thing, false);
    }
}
