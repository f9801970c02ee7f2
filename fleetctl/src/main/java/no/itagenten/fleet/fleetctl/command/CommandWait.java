package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.util.List;
import no.itagenten.fleet.fleetctl.follow.Report;
import no.itagenten.fleet.fleetctl.follow.Titles;
import no.itagenten.fleet.fleetctl.follow.Waiting;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.CommandView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl command wait}: waits for commands that were set off before. */
@Command
public final class CommandWait extends FleetCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            converter = Converters.OfCommandId.class,
            description = "The commands' ids.")
    private List<CommandId> ids;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = Converters.OfDuration.class,
            description = "Wait at most so long, such as 30s, 5m, 1h (default: 10m).")
    private Duration timeout;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        List<CommandId> distinct = ids.stream().distinct().toList();
        Titles titles = new Titles(List.of());
        List<CommandView> ended = new Waiting(invocation).await(distinct, timeout);
        ExitCode code = new Report(invocation, titles).tell(ended);
        if (output.forPrograms()) {
            invocation.printMany(output, Kind.COMMAND, ended);
        }
        return code;
    }
}
