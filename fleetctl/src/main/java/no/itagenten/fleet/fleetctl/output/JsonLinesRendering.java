package no.itagenten.fleet.fleetctl.output;

import java.util.stream.Collectors;

/** {@code -o jsonl}: each thing on a line of its own, without an envelope. */
final class JsonLinesRendering implements Rendering {

    @Override
    public String render(Document document, boolean headers, boolean terminal) {
        return document.items().stream().map(item -> Json.render(item, false)).collect(Collectors.joining());
    }
}
