package no.itagenten.fleet.fleetctl.command;

import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import no.itagenten.fleet.fleetctl.client.Download;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.invocation.PathConverter;
import no.itagenten.fleet.fleetctl.io.WholeFile;
import no.itagenten.fleet.fleetctl.output.Bytes;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleetctl server backup}: fetches a copy of the running server's database. */
@Command
public final class ServerBackup extends FleetCommand {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'r58-fleet-'yyyyMMdd'T'HHmmss'Z.db'").withZone(ZoneOffset.UTC);

    /** What {@code -o json} prints. */
    record Saved(
            String file,
            long bytes,
            String sha256,
            @SerializedName("schema_version") String schemaVersion) {}

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            converter = PathConverter.class,
            description = "Where to put it (default: r58-fleet-TIME.db in this folder); - for standard output.")
    private Path file;

    @Option(names = "--force", description = "Replace FILE if it is there.")
    private boolean force;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        if (file != null && file.toString().equals("-")) {
            return toStandardOutput(invocation);
        }
        Path path = file == null ? Path.of(NAME.format(invocation.clock().instant())) : file;
        WholeFile whole = new WholeFile(path, force);
        long[] bytes = {0};
        try (Download download = invocation.client().backup()) {
            whole.write(out -> bytes[0] = download.copyTo(out));
            if (output.forPrograms()) {
                invocation.printOne(
                        output,
                        Kind.BACKUP,
                        new Saved(
                                path.toString(),
                                bytes[0],
                                download.sha256(),
                                Sanitizer.line(download.schemaVersion())));
            } else {
                invocation.print(path + "\n");
                invocation.say("Saved " + Bytes.of(bytes[0]) + ", SHA-256 " + download.sha256()
                        + ". Keep it safe: it has no " + "token in it, but every log and command of the fleet.");
            }
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "the connection could not be closed", "", e);
        }
        return ExitCode.DONE;
    }

    private ExitCode toStandardOutput(Invocation invocation) {
        invocation.requireForData("a backup", output);
        try (Download download = invocation.client().backup()) {
            download.copyTo(invocation.console().data());
            invocation.console().finishData();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "the backup could not be written", "", e);
        }
        return ExitCode.DONE;
    }
}
