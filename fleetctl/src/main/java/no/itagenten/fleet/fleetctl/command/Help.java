package no.itagenten.fleet.fleetctl.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.HelpTopics;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.Similar;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl help}: all commands, one command, or a topic. */
@Command
public final class Help extends FleetCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "TOPIC",
            description = "A command, or one of: exit-codes, selectors, output, environment.")
    private List<String> words = List.of();

    @Override
    public ExitCode run(Invocation invocation) {
        String topic = String.join(" ", words);
        if (topic.isEmpty()) {
            invocation.print(HelpTopics.overview(invocation.commands(), invocation.outPaint()));
            return ExitCode.DONE;
        }
        Optional<String> text = HelpTopics.topic(topic)
                .or(() -> invocation.commands().find(topic).map(entry -> usage(invocation, entry)))
                .or(() -> HelpTopics.group(topic, invocation.commands(), invocation.outPaint()));
        invocation.print(text.orElseThrow(() -> unknown(topic, invocation.commands())));
        return ExitCode.DONE;
    }

    private static String usage(Invocation invocation, CommandEntry entry) {
        return new CommandParser(entry, invocation.commands().create(entry), invocation.outPaint()).usage();
    }

    private static Problem unknown(String topic, CommandIndex commands) {
        List<String> known = new ArrayList<>(HelpTopics.names());
        commands.entries().forEach(entry -> known.add(entry.path()));
        return Problem.usage(
                "there is no help on '" + topic + "'",
                Similar.question(topic, known, "See what there is: fleetctl help"));
    }
}
