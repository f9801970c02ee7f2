package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenRequest;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl enroll create}: makes a token with which devices enrol. Its secret is printed this once. */
@Command
public final class EnrollCreate extends FleetCommand {

    @Option(names = "--name", paramLabel = "NAME", description = "What it is for, for people.")
    private String name;

    @Option(names = "--uses", paramLabel = "N", description = "How many devices it may enrol (default: 1).")
    private Integer uses;

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            converter = Converters.OfDuration.class,
            description = "How long it is good, such as 1h or 7d (default: 24h).")
    private Duration expires;

    @Option(names = "--venue", paramLabel = "VENUE", description = "Given to each device it enrols.")
    private String venue;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            split = ",",
            description = "Given to each device it enrols; may be repeated.")
    private List<String> tags;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        EnrollmentTokenView created = invocation
                .client()
                .createEnrollmentToken(new EnrollmentTokenRequest(
                        Optional.ofNullable(name),
                        Optional.ofNullable(uses),
                        Optional.ofNullable(expires).map(Duration::toSeconds),
                        Optional.ofNullable(venue),
                        Optional.ofNullable(tags)));
        if (output.json()) {
            invocation.printJson(created);
            return ExitCode.DONE;
        }
        invocation.print(Sanitizer.line(created.token().orElse("")) + "\n");
        invocation.say("Good for " + created.maxUses() + (created.maxUses() == 1 ? " device" : " devices")
                + ", expires " + invocation.times().relative(created.expiresAt()) + ". It is not shown again.");
        return ExitCode.DONE;
    }
}
