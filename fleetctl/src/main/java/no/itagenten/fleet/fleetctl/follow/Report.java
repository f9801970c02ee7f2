package no.itagenten.fleet.fleetctl.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.fleetctl.output.Tone;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandOutcome;
import no.itagenten.fleet.protocol.rest.CommandView;

/** Says how commands ended, on standard error, and what that is as an exit code. */
public final class Report {

    private static final int OUTPUT_LINES = 20;

    private final Invocation invocation;
    private final Titles titles;

    /** A report to this command's streams. */
    public Report(Invocation invocation, Titles titles) {
        this.invocation = invocation;
        this.titles = titles;
    }

    /** Tells of each command, and of all together if there are several. */
    public ExitCode tell(List<CommandView> commands) {
        return tell(commands, List.of());
    }

    /** The same where some devices got no command; of those that were refused has been told. */
    ExitCode tell(List<CommandView> commands, List<Unsent> unsent) {
        List<ExitCode> codes = new ArrayList<>();
        for (CommandView command : commands) {
            tell(command);
            codes.add(ExitCode.of(command.state()));
        }
        for (Unsent one : unsent) {
            codes.add(one.isRefused() ? ExitCode.FAILED : ExitCode.PENDING);
            tell(one);
        }
        if (codes.size() > 1) {
            say(ExitCode.worst(codes), Tally.of(commands, unsent, invocation.errPaint()));
        }
        return ExitCode.worst(codes);
    }

    private void tell(Unsent one) {
        String title = titles.of(one.deviceId());
        if (!one.isRefused()) {
            say(ExitCode.PENDING, invocation.errPaint().amber("◌") + " " + title + ": not begun; " + one.reason());
        }
        if (annotates()) {
            annotations()
                    .annotate(
                            one.isRefused() ? ExitCode.FAILED : ExitCode.PENDING, title, Sanitizer.line(one.reason()));
        }
    }

    /** What went well is of no interest to those who asked for quiet. */
    private void say(ExitCode code, String line) {
        if (code == ExitCode.DONE) {
            invocation.say(line);
        } else {
            invocation.warn(line);
        }
    }

    /** Whether GitHub's runner reads what we say. */
    private boolean annotates() {
        return invocation.surroundings().environment().get("GITHUB_ACTIONS").equals(Optional.of("true"));
    }

    private Annotations annotations() {
        return new Annotations(invocation.console(), invocation.times());
    }

    private void tell(CommandView command) {
        Tone tone = CommandPrinter.state(command.state()).tone();
        String symbol = CommandPrinter.state(command.state()).text().substring(0, 1);
        String subject = titles.of(command.deviceId()) + ": " + CommandPrinter.what(command) + " ";
        ExitCode code = ExitCode.of(command.state());
        if (annotates()) {
            annotations().group(symbol + " " + subject + words(command), command);
            return;
        }
        say(code, tone.paint(symbol, invocation.errPaint()) + " " + subject + words(command));
        if (!command.state().isFinal()) {
            invocation.warn("  Wait for it again with: fleetctl command wait " + command.id());
        } else if (command.state() != CommandState.SUCCEEDED) {
            command.outputTail()
                    .ifPresent(tail -> invocation.console().sayRaw(CommandPrinter.indent(tail, OUTPUT_LINES)));
            invocation.warn("  Everything about it: fleetctl command show " + command.id());
        }
    }

    private static String words(CommandView command) {
        if (!command.state().isFinal()) {
            return "is still " + CommandPrinter.name(command.state())
                    + command.reason()
                            .map(reason -> " (" + Sanitizer.line(reason) + ")")
                            .orElse("");
        }
        String after = command.finishedAt()
                .map(end -> " after " + Times.exact(positive(Duration.between(command.createdAt(), end))))
                .orElse("");
        String message = command.result()
                .map(CommandOutcome::message)
                .filter(text -> !text.isEmpty())
                .or(command::reason)
                .map(text -> ": " + Sanitizer.line(text))
                .orElse("");
        String state = command.state() == CommandState.TIMED_OUT
                ? "timed out; the outcome is unknown"
                : CommandPrinter.name(command.state());
        return state + after + message;
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
