package no.itagenten.fleet.fleetctl.command;

import com.google.gson.annotations.SerializedName;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.audit.AuditFile;
import no.itagenten.fleet.fleetctl.audit.AuditSource;
import no.itagenten.fleet.fleetctl.audit.ChainCheck;
import no.itagenten.fleet.fleetctl.audit.KnownHead;
import no.itagenten.fleet.fleetctl.audit.ServersAudit;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.invocation.PathConverter;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl audit verify}: reads the whole audit log and checks it here, whatever the server says of it. */
@Command
public final class AuditVerify extends FleetCommand {

    /** What {@code -o json} prints. */
    record Verdict(
            boolean ok,
            long entries,
            String hash,
            @SerializedName("bad_entry") Optional<Long> badEntry,
            Optional<String> problem) {}

    @Option(
            names = "--head",
            paramLabel = "FILE|HASH",
            description =
                    "A head kept from earlier, by which it shows whether the end was cut off or all written anew.")
    private String head;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "Check what fleetctl audit export wrote, and ask no server.")
    private Path file;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        ChainCheck check = new ChainCheck(Optional.ofNullable(head).map(KnownHead::of));
        AuditSource source = file == null ? new ServersAudit(invocation.client()) : new AuditFile(file);
        source.forEach(check::take);
        Optional<ChainCheck.Flaw> flaw = check.verdict();
        if (output.forPrograms()) {
            invocation.printOne(
                    output,
                    Kind.AUDIT_VERDICT,
                    new Verdict(
                            flaw.isEmpty(),
                            check.entries(),
                            check.hash(),
                            flaw.map(ChainCheck.Flaw::entry),
                            flaw.map(ChainCheck.Flaw::sentence)));
        } else if (flaw.isPresent()) {
            invocation.print(invocation.outPaint().red("The audit log is not whole: ")
                    + flaw.get().sentence() + ".\n");
            invocation.say(
                    "Compare entry " + flaw.get().entry() + " and what follows with a backup or an earlier export.");
        } else {
            invocation.print(whole(check));
            if (head == null) {
                invocation.say("Whether its end was cut off shows only beside a head that was kept elsewhere:"
                        + " fleetctl audit head > FILE, later --head FILE.");
            }
        }
        return flaw.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String whole(ChainCheck check) {
        if (check.entries() == 0) {
            return "The audit log is empty.\n";
        }
        return "The audit log is whole: " + check.entries() + " entries, the last of " + Sanitizer.line(check.at())
                + " with the hash " + check.hash() + ".\n";
    }
}
