package no.itagenten.fleet.it.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.protocol.CommandState;
import no.itagenten.fleet.protocol.rest.CommandView;

/**
 * A service that adds its process id to a file on the device each time it is started: what restarts have really done, whatever
 * anybody's journal says.
 */
final class EffectLog {

    private static final String SERVICE = "echo $$ >> \"$1\"\nexec sleep 100000\n";

    private final Path file;

    private EffectLog(Path file) {
        this.file = file;
    }

    /** Gives a device that service, instead of its application. */
    static EffectLog on(Device device) throws IOException {
        Path file = device.folder().resolve("starts");
        Path program = Files.writeString(device.folder().resolve("service.sh"), SERVICE);
        device.with("SERVICE_SAMPLE_APP_COMMAND", "/bin/sh " + program + " " + file);
        return new EffectLog(file);
    }

    /** Waits for the start that no command asked for. */
    void awaitFirst() {
        await().atMost(ChildProcess.PATIENCE).until(() -> !starts().isEmpty());
    }

    List<String> starts() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /**
     * Holds the ends of commands against the file. A restart that succeeded names the process that it started; one that may have
     * run can have started one, and none more.
     *
     * @param ends in the order in which the commands were given
     */
    Tally tally(List<CommandView> ends) throws IOException {
        List<String> starts = starts();
        int open = 0;
        int missing = 0;
        int doubled = 0;
        int openSince = 0;
        int last = 0;
        for (CommandView end : ends) {
            if (end.state() == CommandState.SUCCEEDED) {
                int start = starts.lastIndexOf(process(end).orElse("none"));
                if (start <= last) {
                    missing++;
                } else {
                    doubled += Math.max(0, start - last - 1 - openSince);
                    openSince = 0;
                    last = start;
                }
            } else {
                open++;
                openSince++;
            }
        }
        doubled += Math.max(0, starts.size() - 1 - last - openSince);
        return new Tally(ends.size(), open, missing, doubled);
    }

    private static Optional<String> process(CommandView end) {
        return end.result().map(result -> result.details().get("pid." + Device.SERVICE));
    }

    /**
     * @param commands that were accepted
     * @param open those of them that did not succeed
     * @param missing those that say they succeeded, and had no effect
     * @param doubled effects that no command accounts for
     */
    record Tally(int commands, int open, int missing, int doubled) {}
}
