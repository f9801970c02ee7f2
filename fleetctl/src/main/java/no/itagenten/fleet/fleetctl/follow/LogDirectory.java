package no.itagenten.fleet.fleetctl.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.rest.CommandView;

/**
 * {@code --log-dir}: a file for each device, to which its lines are added as they come and at last all that is known of its command;
 * and {@code failed.txt} with the devices on which it failed. For one thread.
 */
final class LogDirectory implements ProgressView {

    private static final String FAILED = "failed.txt";

    private final Path directory;
    private final Invocation invocation;
    private final PlainProgress lines;
    private final Map<DeviceId, Path> files = new HashMap<>();
    private boolean broken;

    private LogDirectory(Path directory, Invocation invocation) {
        this.directory = directory;
        this.invocation = invocation;
        this.lines = new PlainProgress(
                invocation.times(), (device, line) -> device.ifPresent(id -> append(id, line + "\n")));
    }

    /**
     * The directory, made if it is not there, before any device is bothered.
     *
     * @throws Problem of kind USAGE if nothing can be written there
     */
    static LogDirectory open(Path path, Invocation invocation) {
        try {
            Files.createDirectories(path);
            Files.writeString(path.resolve(FAILED), "");
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.USAGE, "--log-dir: cannot write in " + path, "Name a folder of your own.", e);
        }
        return new LogDirectory(path, invocation);
    }

    @Override
    public void update(CommandView command) {
        lines.update(command);
    }

    @Override
    public void note(String line) {}

    @Override
    public void tick() {}

    @Override
    public void close() {}

    /** Writes how it ended. */
    void close(List<CommandView> ended, List<Unsent> unsent) {
        CommandPrinter printer = new CommandPrinter(invocation.times());
        ended.forEach(command -> append(command.deviceId(), "\n" + printer.sheet(command, Paint.NONE)));
        unsent.forEach(one -> append(one.deviceId(), one.state().replace('_', ' ') + ": " + one.reason() + "\n"));
        Stream<DeviceId> failed = ended.stream()
                .filter(command -> ExitCode.of(command.state()) == ExitCode.FAILED)
                .map(CommandView::deviceId);
        Stream<DeviceId> refused = unsent.stream().filter(Unsent::isRefused).map(Unsent::deviceId);
        StringBuilder names = new StringBuilder();
        Stream.concat(failed, refused).distinct().forEach(id -> names.append(id).append('\n'));
        write(directory.resolve(FAILED), names.toString(), StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void append(DeviceId device, String text) {
        Path known = files.get(device);
        if (known == null) {
            files.put(device, directory.resolve(device + ".log"));
            write(files.get(device), text, StandardOpenOption.TRUNCATE_EXISTING); // of an earlier run
        } else {
            write(known, text, StandardOpenOption.APPEND);
        }
    }

    /** The devices go on though the disk is full. */
    private void write(Path file, String text, StandardOpenOption how) {
        try {
            Files.writeString(
                    file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        } catch (IOException e) {
            if (!broken) {
                broken = true;
                invocation.warn("Warning: cannot write " + file + " (" + e.getMessage() + "); nothing is kept there.");
            }
        }
    }
}
