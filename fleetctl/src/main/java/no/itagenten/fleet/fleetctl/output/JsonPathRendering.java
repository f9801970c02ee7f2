package no.itagenten.fleet.fleetctl.output;

/** {@code -o jsonpath=…}: a template filled from the envelope. */
final class JsonPathRendering implements Rendering {

    private final JsonTemplate template;

    /** @throws IllegalArgumentException if it is no template */
    JsonPathRendering(String template) {
        this.template = JsonTemplate.parse(template);
    }

    @Override
    public String render(Document document, boolean headers, boolean terminal) {
        String text = template.fill(document.envelope());
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
