package no.itagenten.fleet.fleetctl.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.audit.NamedDevice;
import no.itagenten.fleet.fleetctl.client.AuditFilter;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.ListOption;
import no.itagenten.fleet.fleetctl.output.AuditPrinter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.rest.AuditEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl audit}: who did what, newest first. */
@Command
public final class Audit extends FleetCommand {

    private static final int MOST = 100_000;

    @Option(names = "--user", paramLabel = "NAME", description = "Only what this user, token or device did.")
    private String user;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "Only what is about this one: id, name, or the beginning of either. The whole id of a device that is gone.")
    private String device;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "Only this, such as device.update, or all that begin so: device, login, token.")
    private String action;

    @Option(names = "--result", paramLabel = "RESULT", description = "Only ok, refused, throttled or failed.")
    private String result;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Not older than this: 10m, 2h, 2026-11-23, 2026-11-23T19:00.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Older than this.")
    private String until;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "The newest N (default: 50).")
    private int limit = 50;

    @Mixin
    private ListOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        if (limit < 1 || limit > MOST) {
            throw Problem.usage("--limit must be from 1 to " + MOST, "For all there is: fleetctl audit export");
        }
        Optional<NamedDevice> named =
                Optional.ofNullable(device).map(word -> NamedDevice.of(invocation.client(), word));
        AuditFilter filter = new AuditFilter(
                Optional.ofNullable(user),
                named.map(NamedDevice::id),
                Optional.ofNullable(action),
                Optional.ofNullable(result),
                time(invocation, "--since", since),
                time(invocation, "--until", until),
                Optional.empty(),
                Math.min(limit + 1, AuditFilter.MAX_LIMIT));
        List<AuditEntry> found = read(invocation.client(), filter);
        if (found.isEmpty()) {
            named.ifPresent(one -> one.requireKnown(invocation.client()));
        }
        invocation.printList(
                output,
                Kind.AUDIT_ENTRY,
                found.subList(0, Math.min(limit, found.size())),
                entries -> new AuditPrinter(invocation.times()).table(entries),
                "No such entries.");
        if (found.isEmpty() && user != null) {
            hintAtSlip(invocation);
        } else if (found.size() > limit) {
            invocation.say("There are more than the newest " + limit
                    + ": --limit N shows as many, fleetctl audit export all there are.");
        }
        return ExitCode.DONE;
    }

    private List<AuditEntry> read(FleetClient client, AuditFilter first) {
        List<AuditEntry> all = new ArrayList<>();
        AuditFilter page = first;
        while (true) {
            List<AuditEntry> some = client.audit(page);
            all.addAll(some);
            if (some.size() < page.limit() || all.size() > limit) {
                return all;
            }
            page = first.page(all.get(all.size() - 1).id(), Math.min(limit + 1 - all.size(), AuditFilter.MAX_LIMIT));
        }
    }

    /** A name that is in no entry may be a slip; whose it is need not be there any more, so it is no mistake. */
    private void hintAtSlip(Invocation invocation) {
        if (invocation.client().audit(AuditFilter.by(user)).isEmpty()) {
            invocation.say("The log has nothing by '" + Text.excerpt(user, 100)
                    + "' at all. Who there is: fleetctl user list, fleetctl token list");
        }
    }

    private static Optional<Instant> time(Invocation invocation, String option, String text) {
        try {
            return Optional.ofNullable(text).map(given -> invocation.times().parseSince(given));
        } catch (IllegalArgumentException e) {
            throw Problem.usage(option + ": " + e.getMessage(), "Times without a zone are this machine's own.");
        }
    }
}
