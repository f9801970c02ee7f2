package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.protocol.AgentUpdate;
import no.itagenten.fleet.protocol.Bundle;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.MessageCodec;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.Reboot;
import no.itagenten.fleet.protocol.Restart;
import no.itagenten.fleet.protocol.RotateKey;
import no.itagenten.fleet.protocol.ServerMessage;
import no.itagenten.fleet.protocol.ServiceCommand;
import no.itagenten.fleet.protocol.Unblock;
import no.itagenten.fleet.protocol.Update;

/** Finds the handler of a command. */
final class CommandDispatch {

    private final RestartHandler restart;
    private final Optional<UpdateHandler> update;
    private final RebootHandler reboot;
    private final UnblockHandler unblock;
    private final ServiceHandler service;
    private final BundleHandler bundle;
    private final AgentUpdateHandler agentUpdate;
    private final RotateKeyHandler rotateKey;

    /** @param update empty when no application is configured */
    CommandDispatch(
            RestartHandler restart,
            Optional<UpdateHandler> update,
            RebootHandler reboot,
            UnblockHandler unblock,
            ServiceHandler service,
            BundleHandler bundle,
            AgentUpdateHandler agentUpdate,
            RotateKeyHandler rotateKey) {
        this.restart = restart;
        this.update = update;
        this.reboot = reboot;
        this.unblock = unblock;
        this.service = service;
        this.bundle = bundle;
        this.agentUpdate = agentUpdate;
        this.rotateKey = rotateKey;
    }

    Outcome execute(JournalEntry entry, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        Optional<DeviceCommand> command = decode(entry);
        if (command.isEmpty()) {
            return Outcome.failed("the journal's entry cannot be read. Nothing was touched; send the command again");
        }
        if (command.get() instanceof Restart known) {
            return restart.execute(known, run);
        }
        if (command.get() instanceof Reboot known) {
            return reboot.execute(known, run);
        }
        if (command.get() instanceof Unblock known) {
            return unblock.execute(known, run);
        }
        if (command.get() instanceof ServiceCommand known) {
            return service.execute(known, run);
        }
        if (command.get() instanceof Bundle known) {
            return bundle.execute(known, run);
        }
        if (command.get() instanceof AgentUpdate known) {
            return agentUpdate.execute(known, run);
        }
        if (command.get() instanceof RotateKey known) {
            return rotateKey.execute(known, run);
        }
        return update.isPresent() ? update.get().execute((Update) command.get(), run) : noApplication();
    }

    Outcome resume(JournalEntry entry, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        Optional<DeviceCommand> command = decode(entry);
        if (command.isEmpty()) {
            return Outcome.mayHaveRun("the journal's entry is damaged, so nobody can tell how far it came");
        }
        if (command.get() instanceof Restart known) {
            return restart.resume(known, entry, run);
        }
        if (command.get() instanceof Reboot known) {
            return reboot.resume(known, entry, run);
        }
        if (command.get() instanceof Unblock known) {
            return unblock.resume(known, entry, run);
        }
        if (command.get() instanceof ServiceCommand known) {
            return service.resume(known, entry, run);
        }
        if (command.get() instanceof Bundle known) {
            return bundle.resume(known, entry, run);
        }
        if (command.get() instanceof AgentUpdate known) {
            return agentUpdate.resume(known, entry, run);
        }
        if (command.get() instanceof RotateKey known) {
            return rotateKey.resume(known, entry, run);
        }
        return update.isPresent()
                ? update.get().resume((Update) command.get(), entry, run)
                : Outcome.mayHaveRun("the agent was interrupted, and its configuration names no application any more");
    }

    /** Under what terms it was given; none if that cannot be read. */
    static CommandTerms termsOf(JournalEntry entry) {
        return decode(entry).flatMap(DeviceCommand::terms).orElse(CommandTerms.NONE);
    }

    /** How long the device may be at it, not counting what it waits. */
    static Duration deadlineOf(JournalEntry entry) {
        return decode(entry).map(Deadline::of).orElse(Duration.ofMinutes(2));
    }

    /** Type and id, for people: {@code restart cmd-1}. */
    static String describe(JournalEntry entry) {
        return decode(entry).map(MessageCodec::typeOf).orElse("command") + " " + entry.commandId();
    }

    /** What kind it is and on whose word: this goes to the system's journal, where the server cannot change it any more. */
    static String origin(JournalEntry entry) {
        return decode(entry).map(MessageCodec::typeOf).orElse("unknown")
                + termsOf(entry)
                        .requestedBy()
                        .map(name -> ", asked for by " + name)
                        .orElse("");
    }

    private static Outcome noApplication() {
        return Outcome.rejected("this device takes no updates: its own configuration names no APP_DIR");
    }

    private static Optional<DeviceCommand> decode(JournalEntry entry) {
        if (entry.command().isEmpty()) {
            return Optional.empty();
        }
        try {
            ServerMessage message =
                    MessageCodec.decodeServerMessage(entry.command().get());
            return message instanceof DeviceCommand command ? Optional.of(command) : Optional.empty();
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }
}
