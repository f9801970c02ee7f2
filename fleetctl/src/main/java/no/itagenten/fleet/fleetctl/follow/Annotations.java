package no.itagenten.fleet.fleetctl.follow;

import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.CommandPhase;
import no.itagenten.fleet.protocol.rest.CommandView;

/**
 * What GitHub's runner makes of a job's log: a group that folds for each device, and an annotation for each that failed or is
 * still pending. All that came from a device is escaped as the runner wants it, so that it is text and never a command.
 */
final class Annotations {

    private final Console console;
    private final Times times;

    Annotations(Console console, Times times) {
        this.console = console;
        this.times = times;
    }

    /** The history and the output of one command, folded under its last line. */
    void group(String title, CommandView command) {
        console.sayToRunner("::group::" + data(title));
        for (CommandPhase phase : command.phases()) {
            console.say(times.local(phase.at()) + " " + CommandPrinter.describe(phase));
        }
        command.outputTail().ifPresent(tail -> console.sayRaw(CommandPrinter.indent(tail, Integer.MAX_VALUE)));
        console.sayToRunner("::endgroup::");
        ExitCode code = ExitCode.of(command.state());
        if (code != ExitCode.DONE) {
            annotate(code, command.deviceId() + ": " + CommandPrinter.name(command.state()), title);
        }
    }

    /** A line on the page of the run itself. */
    void annotate(ExitCode code, String title, String message) {
        String level = code == ExitCode.PENDING ? "warning" : "error";
        console.sayToRunner("::" + level + " title=" + property(title) + "::" + data(message));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
