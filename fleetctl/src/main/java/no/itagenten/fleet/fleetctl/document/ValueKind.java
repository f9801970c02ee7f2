package no.itagenten.fleet.fleetctl.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.ConfigKey;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.Risk;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What can stand in the place of an option's value or an argument, in a word for completion scripts: {@code =a,b} for fixed
 * words, {@code file}, {@code any} for free text, or what the hidden command is asked for. Its label says what it is.
 */
final class ValueKind {

    private ValueKind() {}

    /** The kind of one argument of that command. */
    static String of(ArgSpec argument, String command) {
        if (argument.completionCandidates() != null) {
            List<String> values = new ArrayList<>();
            argument.completionCandidates().forEach(values::add);
            return fixed(values.stream());
        }
        String label = argument.paramLabel();
        return switch (label) {
            case "DEVICE" -> "devices";
            case "SERVICE" -> "services";
            case "TAG" -> "tags";
            case "VENUE" -> "venues";
            case "CONTEXT" -> "contexts";
            case "ID" -> "commands";
            case "FILE" -> "file";
            case "FOLDER", "DIR" -> "file";
            case "LEVEL" -> fixed(Arrays.stream(LogLevel.values()).map(LogLevel::wireName));
            case "RISK" -> fixed(Arrays.stream(Risk.values()).map(Risk::wireName));
            case "KEY=VALUE" -> fixed(Arrays.stream(ConfigKey.values()).map(key -> key.wireName() + "="));
            case "NAME" -> command.startsWith("context ") && !command.equals("context add") ? "contexts" : "any";
            default -> label.contains("|") ? fixed(words(label)) : "any";
        };
    }

    /** Of {@code N|unlimited} the words that are to be typed as they stand. */
    private static Stream<String> words(String label) {
        return Arrays.stream(label.split("\\|", -1)).filter(word -> word.equals(word.toLowerCase(Locale.ROOT)));
    }

    private static String fixed(Stream<String> values) {
        return "=" + String.join(",", values.toList());
    }
}
