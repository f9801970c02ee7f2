package no.itagenten.fleet.fleetctl.output;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandPhase;
import no.itagenten.fleet.protocol.rest.CommandType;
import no.itagenten.fleet.protocol.rest.CommandView;

/** Commands for people: many as a table, one as a sheet with its history. */
public final class CommandPrinter {

    private final Times times;

    /** A printer that tells times by this clock. */
    public CommandPrinter(Times times) {
        this.times = times;
    }

    /** Many commands, one a row. */
    public Table table(List<CommandView> commands) {
        return CommandTable.of(commands, times);
    }

    /** One command, its history and the end of its output. */
    public String sheet(CommandView command, Paint paint) {
        Sheet sheet = new Sheet()
                .field("Id", command.id().value())
                .field("Device", command.deviceId().value())
                .field("Command", what(command))
                .field("State", state(command.state()))
                .field("Asked", times.local(command.createdAt()) + " by " + command.requestedBy());
        if (command.state() == CommandState.QUEUED || command.state() == CommandState.WAITING) {
            sheet.field("Waits because", Cell.of(command.reason()))
                    .field("Expires", times.relative(command.expiresAt()));
        }
        command.finishedAt().ifPresent(at -> sheet.field("Ended", times.local(at)));
        command.result().ifPresent(result -> {
            sheet.field("Result", result.message());
            result.exitCode().ifPresent(code -> sheet.field("Exit status", code.toString()));
            result.details().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(detail -> sheet.field(Sanitizer.line(detail.getKey()), detail.getValue()));
        });
        StringBuilder out = new StringBuilder(sheet.render(paint));
        if (!command.phases().isEmpty()) {
            out.append('\n').append(paint.bold("History")).append('\n');
        }
        for (CommandPhase phase : command.phases()) {
            out.append("  ").append(paint.dim(times.local(phase.at()))).append("  ");
            out.append(state(phase.state()).tone().paint(describe(phase), paint))
                    .append('\n');
        }
        command.outputTail()
                .ifPresent(tail -> out.append('\n')
                        .append(paint.bold("Output"))
                        .append('\n')
                        .append(indent(tail, Integer.MAX_VALUE)));
        return out.toString();
    }

    /** What was asked: the type and its parameters. */
    public static String what(CommandView command) {
        if (command.type() == CommandType.SERVICE) {
            Map<String, String> given = command.parameters();
            return Sanitizer.line(
                    "service " + given.getOrDefault("action", "") + " " + given.getOrDefault("service", ""));
        }
        String parameters = command.parameters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> " " + entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining());
        return Sanitizer.line(command.type().wireName() + parameters);
    }

    /** A step in words: {@code running: fetch, 3 objects}. */
    public static String describe(CommandPhase phase) {
        StringBuilder words = new StringBuilder(name(phase.state()));
        phase.phase().ifPresent(name -> words.append(": ").append(name));
        phase.message()
                .filter(message -> !message.isEmpty())
                .ifPresent(message ->
                        words.append(phase.phase().isPresent() ? ", " : ": ").append(message));
        return Sanitizer.line(words.toString());
    }

    /** A state as people read it. */
    public static String name(CommandState state) {
        return state.wireName().replace('_', ' ');
    }

    /** A state with its symbol. */
    public static Cell state(CommandState state) {
        return switch (state) {
            case QUEUED, DELIVERED -> new Cell("◌ " + name(state), Tone.DIM);
            case RUNNING -> new Cell("▸ " + name(state), Tone.NOTE);
            case WAITING -> new Cell("◌ " + name(state), Tone.WARN);
            case SUCCEEDED -> new Cell("✔ " + name(state), Tone.GOOD);
            case CANCELED, EXPIRED -> new Cell("– " + name(state), Tone.WARN);
            case FAILED, ROLLED_BACK, TIMED_OUT, REJECTED -> new Cell("✘ " + name(state), Tone.BAD);
        };
    }

    /** The last lines of a text, each set in. */
    public static String indent(String text, int atMostLines) {
        List<String> lines = Sanitizer.lines(text).stripTrailing().lines().toList();
        return lines.subList(Math.max(0, lines.size() - atMostLines), lines.size()).stream()
                .map(line -> "    " + line + "\n")
                .collect(Collectors.joining());
    }
}
