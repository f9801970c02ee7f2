package no.itagenten.fleet.fleetctl.shell;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.HelpTopics;
import no.itagenten.fleet.fleetctl.output.CommandPrinter;
import no.itagenten.fleet.fleetctl.output.DeviceCells;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.protocol.ConfigKey;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.Risk;
import no.itagenten.fleet.protocol.ServiceStatus;
import no.itagenten.fleet.protocol.rest.CommandView;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.jline.reader.Candidate;
import picocli.CommandLine.Model.ArgSpec;

/** What can stand in the place of a parameter or behind an option; its label says what it is. */
final class ArgumentCandidates {

    private final CommandIndex commands;
    private final FleetView fleet;

    ArgumentCandidates(CommandIndex commands, FleetView fleet) {
        this.commands = commands;
        this.fleet = fleet;
    }

    /**
     * Adds the candidates.
     *
     * @param given the arguments before
     * @param word the beginning of this one
     */
    void add(ArgSpec argument, List<String> given, String word, List<Candidate> candidates) {
        List<Candidate> all = new ArrayList<>();
        addAll(argument, given, word, all);
        all.stream().filter(ArgumentCandidates::isHarmless).forEach(candidates::add);
    }

    /**
     * Devices name their services, and people their devices. What is put into the line must not become an option there, nor a
     * program of this machine: the reader quotes no {@code |}.
     */
    private static boolean isHarmless(Candidate candidate) {
        return !candidate.value().startsWith("-") && candidate.value().indexOf('|') < 0;
    }

    private void addAll(ArgSpec argument, List<String> given, String word, List<Candidate> candidates) {
        switch (argument.paramLabel()) {
            case "DEVICE" -> devices(given, candidates);
            case "SERVICE" -> services(given, candidates);
            case "TAG" ->
                fleet.devices().orElse(List.of()).stream()
                        .flatMap(device -> device.tags().stream())
                        .distinct()
                        .forEach(tag -> plain(Sanitizer.line(tag), "", candidates));
            case "VENUE" ->
                fleet.devices().orElse(List.of()).stream()
                        .flatMap(device -> device.venue().stream())
                        .distinct()
                        .forEach(venue -> plain(Sanitizer.line(venue), "", candidates));
            case "BRANCH", "COMMIT" -> revisions(argument.paramLabel(), candidates);
            case "SELECTOR" -> selectors(candidates);
            case "ORDER" -> argument.completionCandidates().forEach(value -> plain(value, "", candidates));
            case "ZONE" -> ZoneId.getAvailableZoneIds().forEach(zone -> plain(zone, "", candidates));
            case "RISK" -> Arrays.asList(Risk.values()).forEach(risk -> plain(risk.wireName(), "", candidates));
            case "KEY=VALUE" -> settings(word, candidates);
            case "CONTEXT" -> fleet.contexts().forEach(name -> plain(name, "", candidates));
            case "ID" -> commandIds(given, candidates);
            case "LEVEL" -> {
                for (LogLevel level : LogLevel.values()) {
                    plain(level.wireName(), "", candidates);
                }
            }
            case "TOPIC" -> topics(given, candidates);
            case "FORMAT" -> argument.completionCandidates().forEach(value -> plain(value, "", candidates));
            default -> {} // free text
        }
    }

    /** Id and name of a device share a key, by which the reader shows them side by side. */
    private void devices(List<String> given, List<Candidate> candidates) {
        for (DeviceView device : fleet.devices().orElse(List.of())) {
            String id = device.id().value();
            String name = Sanitizer.line(device.name());
            if (given.contains(id) || given.contains(device.name())) {
                continue;
            }
            String description = DeviceCells.status(device.status()).text()
                    + device.venue().map(venue -> ", " + Sanitizer.line(venue)).orElse("");
            candidates.add(new Candidate(id, id, null, description, null, id, true));
            if (!name.equals(id) && name.equals(device.name())) {
                candidates.add(new Candidate(name, name, null, description, null, id, true));
            }
        }
    }

    private void services(List<String> given, List<Candidate> candidates) {
        List<String> names = new ArrayList<>();
        for (DeviceView device : fleet.devices().orElse(List.of())) {
            boolean named = given.contains(device.id().value()) || given.contains(device.name());
            for (ServiceStatus service : device.services()) {
                if (named && !names.contains(service.name())) {
                    names.add(service.name());
                    plain(Sanitizer.line(service.name()), Sanitizer.line(service.state()), candidates);
                }
            }
        }
    }

    private static void settings(String word, List<Candidate> candidates) {
        for (ConfigKey key : ConfigKey.values()) {
            String begin = key.wireName() + "=";
            if (!word.startsWith(begin)) {
                candidates.add(new Candidate(begin, begin, null, key.description(), null, null, false));
                continue;
            }
            switch (key) {
                case LOG_LEVEL -> {
                    for (LogLevel level : LogLevel.values()) {
                        value(begin, level.wireName(), candidates);
                    }
                }
                case LOG_SOURCES -> List.of("all", "none").forEach(value -> value(begin, value, candidates));
                case HEARTBEAT_INTERVAL, LOG_BATCH_SECONDS -> value(begin, key.defaultValue(), candidates);
            }
        }
    }

    private static void value(String begin, String value, List<Candidate> candidates) {
        candidates.add(new Candidate(begin + value, value, null, null, null, null, true));
    }

    /** What updates went to of late; of commits also what devices run. */
    private void revisions(String label, List<Candidate> candidates) {
        fleet.commands().stream()
                .flatMap(command ->
                        Optional.ofNullable(command.parameters().get(label.toLowerCase(Locale.ROOT))).stream())
                .distinct()
                .forEach(value -> plain(Sanitizer.line(value), "updated to of late", candidates));
        if (label.equals("COMMIT")) {
            fleet.devices().orElse(List.of()).stream()
                    .flatMap(device -> device.version().stream())
                    .distinct()
                    .forEach(value -> plain(Sanitizer.line(value), "runs on a device", candidates));
        }
    }

    private void selectors(List<Candidate> candidates) {
        for (DeviceView device : fleet.devices().orElse(List.of())) {
            device.venue().ifPresent(venue -> plain("venue=" + Sanitizer.line(venue), "", candidates));
            device.tags().forEach(tag -> plain("tag=" + Sanitizer.line(tag), "", candidates));
        }
    }

    private void commandIds(List<String> given, List<Candidate> candidates) {
        for (CommandView command : fleet.commands()) {
            String id = command.id().value();
            if (!given.contains(id)) {
                plain(
                        id,
                        command.deviceId() + " " + CommandPrinter.what(command) + " "
                                + CommandPrinter.state(command.state()).text(),
                        candidates);
            }
        }
    }

    private void topics(List<String> given, List<Candidate> candidates) {
        if (given.isEmpty()) {
            HelpTopics.names().forEach(name -> plain(name, "", candidates));
        }
        int depth = given.size();
        commands.entries().stream()
                .filter(entry -> entry.words().size() > depth
                        && entry.words().subList(0, depth).equals(given))
                .map(entry -> entry.words().get(depth))
                .distinct()
                .forEach(word -> plain(
                        word,
                        commands.find(String.join(" ", joined(given, word)))
                                .map(entry -> entry.summary())
                                .orElse(""),
                        candidates));
    }

    private static List<String> joined(List<String> given, String word) {
        List<String> words = new ArrayList<>(given);
        words.add(word);
        return words;
    }

    private static void plain(String value, String description, List<Candidate> candidates) {
        candidates.add(ShellCompleter.candidate(
                value, Optional.of(description).filter(text -> !text.isEmpty()).orElse(null), null));
    }
}
