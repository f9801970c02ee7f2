package no.itagenten.fleet.fleetd.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import no.itagenten.fleet.protocol.AgentUpdate;
import no.itagenten.fleet.protocol.Bundle;
import no.itagenten.fleet.protocol.Cancel;
import no.itagenten.fleet.protocol.CommandTerms;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.Reboot;
import no.itagenten.fleet.protocol.Restart;
import no.itagenten.fleet.protocol.Risk;
import no.itagenten.fleet.protocol.RotateKey;
import no.itagenten.fleet.protocol.ServiceAction;
import no.itagenten.fleet.protocol.ServiceCommand;
import no.itagenten.fleet.protocol.Unblock;
import no.itagenten.fleet.protocol.Update;
import no.itagenten.fleet.protocol.UpdateOptions;

/** Commands as messages for the device. */
final class CommandMessages {

    private CommandMessages() {}

    static Cancel cancel(Command command) {
        return new Cancel(command.id(), command.cancelRequestedBy());
    }

    /** @param now since when the device has what is left of the command's time */
    static DeviceCommand of(Command command, Instant now) {
        Optional<CommandTerms> terms = Optional.of(terms(command, now));
        return switch (command.type()) {
            case RESTART -> new Restart(command.id(), parameter(command, "service"), terms);
            case UPDATE ->
                new Update(
                        command.id(),
                        parameter(command, "branch"),
                        parameter(command, "tag"),
                        parameter(command, "commit"),
                        Optional.of(options(command)).filter(options -> !options.equals(UpdateOptions.NONE)),
                        terms);
            case REBOOT -> new Reboot(command.id(), terms);
            case UNBLOCK -> new Unblock(command.id(), parameter(command, "commit"), terms);
            case BUNDLE -> new Bundle(command.id(), terms);
            case ROTATE_KEY -> new RotateKey(command.id(), terms);
            case SERVICE ->
                new ServiceCommand(
                        command.id(),
                        command.order().parameters().get("service"),
                        ServiceAction.of(command.order().parameters().get("action")),
                        terms);
            case AGENT_UPDATE ->
                new AgentUpdate(command.id(), command.order().parameters().get("version"), terms);
        };
    }

    private static CommandTerms terms(Command command, Instant now) {
        long left =
                Math.max(0, Duration.between(now, command.order().expiresAt()).toSeconds());
        return new CommandTerms(
                Optional.of(left),
                parameter(command, "deadline_seconds").map(Long::valueOf),
                parameter(command, "accept_risk").map(CommandMessages::risks),
                Optional.of(command.order().requestedBy()));
    }

    private static List<Risk> risks(String names) {
        return Stream.of(names.split(",")).map(Risk::of).toList();
    }

    private static UpdateOptions options(Command command) {
        return new UpdateOptions(
                parameter(command, "force").map(Boolean::valueOf),
                parameter(command, "dry_run").map(Boolean::valueOf),
                parameter(command, "allow_downgrade").map(Boolean::valueOf),
                parameter(command, "verify_timeout_seconds").map(Long::valueOf));
    }

    private static Optional<String> parameter(Command command, String name) {
        return Optional.ofNullable(command.order().parameters().get(name));
    }
}
