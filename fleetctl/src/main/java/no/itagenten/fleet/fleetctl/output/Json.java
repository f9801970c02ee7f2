package no.itagenten.fleet.fleetctl.output;

import no.itagenten.fleet.protocol.json.WireJson;

/** Values as JSON for programs: the shape the REST API has. */
public final class Json {

    private Json() {}

    /** The value and a line end: over several lines for people, else on one. */
    public static String render(Object value, boolean pretty) {
        String json = pretty ? WireJson.encodePretty(value) : WireJson.encode(value);
        return escape(json) + "\n";
    }

    /** The value on one line, without its end. */
    static String inline(Object value) {
        return escape(WireJson.encode(value));
    }

    /** Characters that a terminal, or a build server, would obey stand only inside strings, where their escape means the same. */
    private static String escape(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            // '##[' begins a command to GitHub's runner wherever it stands in a line of a build's log
            boolean command = c == '[' && i >= 2 && json.startsWith("##", i - 2);
            if (command || (c != '\n' && Sanitizer.isHarmful(c))) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
