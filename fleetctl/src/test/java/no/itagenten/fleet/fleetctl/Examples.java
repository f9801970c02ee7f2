package no.itagenten.fleet.fleetctl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The catalogue's examples as words, as a Unix shell takes them apart. */
final class Examples {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

    private Examples() {}

    /** The words of a command line without what the Unix shell keeps for itself. */
    static List<String> words(String example) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(example.replaceAll(" [<>|] ?.*", ""));
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words;
    }
}
