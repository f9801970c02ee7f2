package no.itagenten.fleet.fleetctl.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.invocation.PathConverter;
import no.itagenten.fleet.fleetctl.output.Bytes;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.release.SignedRelease;
import no.itagenten.fleet.protocol.rest.AgentReleaseView;
import no.itagenten.fleet.protocol.rest.ReleaseUpload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleetctl agent upload}: gives the server a release; goes on where an earlier try was cut off. */
@Command
public final class AgentUpload extends FleetCommand {

    private static final String ADVICE = "Both are made by: ./install.sh agent-archive --key FILE";

    @Parameters(
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "The archive; its signature is in FILE.sig beside it.")
    private Path file;

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        Path archive = file;
        SignedRelease signed = signature(Path.of(file + ".sig"));
        AgentReleaseView release = upload(invocation, archive, signed);
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.AGENT_RELEASE, release);
        } else {
            invocation.say("The server holds release " + release.version() + " of the agent ("
                    + Bytes.of(release.size())
                    + "). Try it on one device first: fleetctl agent update DEVICE --version " + release.version());
        }
        return ExitCode.DONE;
    }

    private static SignedRelease signature(Path file) {
        try {
            return SignedRelease.parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw Problem.usage(file + ": " + e.getMessage(), ADVICE);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Each answer says how much is there, so that nothing is sent twice and nothing left out. */
    private static AgentReleaseView upload(Invocation invocation, Path archive, SignedRelease signed) {
        String text = signed.text();
        try (FileChannel channel = FileChannel.open(archive)) {
            if (channel.size() != signed.release().size()) {
                throw Problem.usage(archive + " is not the archive that its signature is for", ADVICE);
            }
            AgentReleaseView there = invocation.client().uploadAgentRelease(new ReleaseUpload(text, 0, ""));
            while (there.uploadedAt().isEmpty()) {
                long offset = there.received();
                there = invocation.client().uploadAgentRelease(new ReleaseUpload(text, offset, part(channel, offset)));
                if (there.uploadedAt().isEmpty() && there.received() <= offset) {
                    throw new Problem(
                            Problem.Kind.FAILED, "the upload does not get on; somebody else is uploading too", "");
                }
            }
            return there;
        } catch (IOException e) {
            throw unreadable(archive, e);
        }
    }

    private static String part(FileChannel channel, long offset) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(ReleaseUpload.PART_BYTES);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
            // until the part is full or the file ends
        }
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    private static Problem unreadable(Path file, IOException e) {
        String why = e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
        return new Problem(Problem.Kind.FAILED, file + " cannot be read: " + why, ADVICE, e);
    }
}
