package no.itagenten.fleet.agent.config;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into arguments: at white space, with single or double quotes to keep some together. Nothing is expanded. */
final class ArgumentList {

    private ArgumentList() {}

    /** @throws IllegalArgumentException if a quote is not closed or there is no argument */
    static List<String> split(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        boolean inArgument = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    current.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inArgument = true;
            } else if (Character.isWhitespace(c)) {
                if (inArgument) {
                    arguments.add(current.toString());
                    current.setLength(0);
                    inArgument = false;
                }
            } else {
                current.append(c);
                inArgument = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("has a quote " + quote + " that is not closed");
        }
        if (inArgument) {
            arguments.add(current.toString());
        }
        if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
            throw new IllegalArgumentException("must name a program");
        }
        return List.copyOf(arguments);
    }
}
