package no.itagenten.fleet.fleetd.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.fleetd.command.Command;
import no.itagenten.fleet.fleetd.command.CommandNotFoundException;
import no.itagenten.fleet.fleetd.command.CommandService;
import no.itagenten.fleet.fleetd.time.ClockJumps;
import no.itagenten.fleet.protocol.BundleAck;
import no.itagenten.fleet.protocol.BundleChunk;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.rest.CommandType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Support bundles: takes what devices were asked for, piece by piece, and hands it out. Safe for any thread; every method waits for the
 * disk.
 */
public final class Bundles {

    private static final Logger log = LoggerFactory.getLogger(Bundles.class);

    private final BundleFolder folder;
    private final CommandService commands;
    private final ClockJumps jumps;

    /** @throws IOException if the folder cannot be made */
    public Bundles(Path folder, CommandService commands, ClockJumps jumps) throws IOException {
        this.folder = new BundleFolder(folder);
        this.commands = commands;
        this.jumps = jumps;
    }

    /** Takes a piece of what this very device was asked for, and answers what the device is to send next. */
    public BundleAck take(BundleChunk chunk) {
        Optional<String> refusal = refusal(chunk);
        if (refusal.isPresent()) {
            return new BundleAck(chunk.commandId(), 0, refusal);
        }
        try {
            long stored = folder.append(chunk.commandId(), chunk.size(), chunk.sha256(), chunk.offset(), chunk.bytes());
            return new BundleAck(chunk.commandId(), stored, Optional.empty());
        } catch (IOException e) {
            log.warn("A support bundle of device {} could not be stored: {}", chunk.deviceId(), e.getMessage());
            return new BundleAck(chunk.commandId(), 0, Optional.of("the server could not store it: " + e.getMessage()));
        }
    }

    private Optional<String> refusal(BundleChunk chunk) {
        try {
            Command command = commands.get(chunk.commandId());
            if (!command.deviceId().equals(chunk.deviceId()) || command.type() != CommandType.BUNDLE) {
                return Optional.of("nobody asked this device for a bundle by that command");
            }
            return command.state().isFinal()
                    ? Optional.of(
                            "the command is at its end: " + command.state().wireName())
                    : Optional.empty();
        } catch (CommandNotFoundException e) {
            return Optional.of("nobody asked this device for a bundle by that command");
        }
    }

    /**
     * The archive that a command fetched; to be closed.
     *
     * @throws CommandNotFoundException if there is no such command
     * @throws BundleNotFoundException if there is no archive of it; the message says why
     */
    public StoredBundle of(CommandId id) {
        Command command = commands.get(id);
        if (command.type() != CommandType.BUNDLE) {
            throw new BundleNotFoundException("command " + id + " asked for no bundle, it is: "
                    + command.type().wireName());
        }
        try {
            return folder.find(id).orElseThrow(() -> new BundleNotFoundException(missing(command)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String missing(Command command) {
        if (!command.state().isFinal()) {
            return "the bundle of command " + command.id() + " is not here yet: the command is "
                    + command.state().wireName();
        }
        return "there is no bundle of command " + command.id() + " any more: the latest " + BundleFolder.MOST
                + " are kept for " + BundleFolder.KEPT.toDays() + " days. Ask the device again";
    }

    /** Deletes what is no longer kept. */
    public void sweep() {
        try {
            folder.sweep(jumps.ago(BundleFolder.KEPT), jumps.ago(BundleFolder.PART_KEPT), this::isKnown);
        } catch (IOException e) {
            log.warn("Old support bundles could not be deleted: {}", e.getMessage());
        }
    }

    private boolean isKnown(CommandId id) {
        try {
            commands.get(id);
            return true;
        } catch (CommandNotFoundException e) {
            return false;
        }
    }
}
