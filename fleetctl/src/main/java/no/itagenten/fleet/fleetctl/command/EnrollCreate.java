package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.fleetctl.selection.Converters;
import no.itagenten.fleet.protocol.rest.Approval;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenRequest;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl enroll create}: makes a token with which devices enrol. Its secret is printed this once. */
@Command
public final class EnrollCreate extends FleetCommand {

    private static final String UNLIMITED = "unlimited";

    @Option(names = "--name", paramLabel = "NAME", description = "What it is for, for people.")
    private String name;

    @Option(
            names = "--uses",
            paramLabel = "N|unlimited",
            description = "How many devices it may enrol, 1 to 10000, or 'unlimited' (default: 1).")
    private String uses;

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

    @Option(
            names = "--approve",
            paramLabel = "auto|manual",
            description =
                    "Whether its devices are let in at once, or wait for: fleetctl device approve (default: auto).")
    private String approve;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        boolean unlimited = UNLIMITED.equals(uses);
        EnrollmentTokenView created = invocation
                .client()
                .createEnrollmentToken(new EnrollmentTokenRequest(
                        Optional.ofNullable(name),
                        unlimited ? Optional.empty() : Optional.ofNullable(uses).map(EnrollCreate::count),
                        unlimited ? Optional.of(true) : Optional.empty(),
                        Optional.ofNullable(expires).map(Duration::toSeconds),
                        Optional.ofNullable(venue),
                        Optional.ofNullable(tags),
                        Optional.ofNullable(approve).map(EnrollCreate::approval)));
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.ENROLLMENT_TOKEN, created);
            return ExitCode.DONE;
        }
        invocation.print(Sanitizer.line(created.token().orElse("")) + "\n");
        invocation.say(
                "Good for " + created.maxUses().map(EnrollCreate::devices).orElse("any number of devices")
                        + ", expires " + invocation.times().relative(created.expiresAt()) + ". It is not shown again.");
        if (created.approval() == Approval.MANUAL) {
            invocation.say("What enrols with it waits for: fleetctl device approve DEVICE");
        }
        return ExitCode.DONE;
    }

    private static String devices(int count) {
        return count + (count == 1 ? " device" : " devices");
    }

    private static Integer count(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw Problem.usage("'" + text + "' is not a number of devices", "Say --uses 20, or --uses unlimited.");
        }
    }

    private static Approval approval(String text) {
        return switch (text) {
            case "auto" -> Approval.AUTO;
            case "manual" -> Approval.MANUAL;
            default ->
                throw Problem.usage(
                        "--approve is 'auto' or 'manual', not '" + text + "'",
                        "With 'manual' a device that enrols waits until an admin approves of it.");
        };
    }
}
