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
import picocli.CommandLine.Model.OptionSpec;

/**
 * What can stand in the place of an option's value or an argument, in a word for completion scripts: {@code =a,b} for fixed
 * words, {@code file}, {@code any} for free text, or a {@link LiveValue}. Its label says what it is.
 */
final class ValueKind {

    private static final String ANY = "any";
    private static final String FILE = "file";

    /** What one asks for most among the fields that choose devices. */
    private static final List<String> FIELDS = List.of(
            "status=offline",
            "status=online",
            "status=pending",
            "version=",
            "agent_version=",
            "locked=true",
            "on_air=true");

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
            case "DEVICE" -> LiveValue.DEVICES.word();
            case "SELECTOR" ->
                isOption(argument, "--field-selector") ? fixed(FIELDS.stream()) : LiveValue.SELECTORS.word();
            case "SERVICE" -> LiveValue.SERVICES.word();
            case "TAG" -> command.equals("update") ? ANY : LiveValue.TAGS.word(); // there it is one of git
            case "VENUE" -> LiveValue.VENUES.word();
            case "BRANCH" -> LiveValue.BRANCHES.word();
            case "COMMIT" -> LiveValue.COMMITS.word();
            case "CONTEXT" -> LiveValue.CONTEXTS.word();
            case "ID" -> LiveValue.COMMANDS.word();
            case "TOKEN-ID" -> (command.startsWith("enroll ") ? LiveValue.ENROLLMENTS : LiveValue.TOKENS).word();
            case "VERSION" -> LiveValue.RELEASES.word();
            case "NAME" -> isUser(argument, command) ? LiveValue.USERS.word() : ANY;
            case "FILE", "FILE|HASH", "DIR" -> FILE;
            case "LEVEL" -> fixed(Arrays.stream(LogLevel.values()).map(LogLevel::wireName));
            case "RISK" -> fixed(Arrays.stream(Risk.values()).map(Risk::wireName));
            case "RESULT" -> fixed(Stream.of("ok", "refused", "throttled", "failed"));
            case "KEY=VALUE" -> fixed(Arrays.stream(ConfigKey.values()).flatMap(ValueKind::settings));
            default -> label.contains("|") ? fixed(words(label)) : ANY;
        };
    }

    private static boolean isUser(ArgSpec argument, String command) {
        return argument.isPositional() && command.startsWith("user ") && !command.equals("user add");
    }

    private static boolean isOption(ArgSpec argument, String name) {
        return argument instanceof OptionSpec option
                && Arrays.asList(option.names()).contains(name);
    }

    private static Stream<String> settings(ConfigKey key) {
        Stream<String> values = switch (key) {
            case LOG_LEVEL -> Arrays.stream(LogLevel.values()).map(LogLevel::wireName);
            case LOG_SOURCES -> Stream.of("all", "none");
            case HEARTBEAT_INTERVAL, LOG_BATCH_SECONDS -> Stream.of("");
        };
        return values.map(value -> key.wireName() + "=" + value);
    }

    /** Of {@code N|unlimited} the words that are to be typed as they stand. */
    private static Stream<String> words(String label) {
        return Arrays.stream(label.split("\\|", -1)).filter(word -> word.equals(word.toLowerCase(Locale.ROOT)));
    }

    private static String fixed(Stream<String> values) {
        return "=" + String.join(",", values.toList());
    }
}
