package no.itagenten.fleet.agent.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import no.itagenten.fleet.agent.config.ServicesConfig.Manager;
import no.itagenten.fleet.agent.config.ServicesConfig.ServiceProgram;
import no.itagenten.fleet.protocol.Names;

/** Reads SERVICES and what belongs to each. */
final class ServicesReader {

    private static final int MAX_SERVICES = 50;

    private final ConfigReader reader;
    private final Path root;

    ServicesReader(ConfigReader reader, Path root) {
        this.reader = reader;
        this.root = root;
    }

    ServicesConfig read() throws ConfigException {
        List<String> names = reader.get("SERVICES", ServicesReader::names).orElse(List.of());
        Manager manager = reader.get("SERVICE_MANAGER", ServicesReader::manager)
                .orElseGet(() ->
                        Files.isDirectory(root.resolve("run/systemd/system")) ? Manager.SYSTEMD : Manager.PROCESS);
        return new ServicesConfig(
                manager,
                names,
                manager == Manager.PROCESS ? programs(names) : List.of(),
                reader.seconds("RESTART_SETTLE_SECONDS", 3, 0, 300),
                reader.flag("KEEP_SERVICES"));
    }

    /** The key of a service's own settings: its name in capitals, with an underscore for everything else. */
    static String keyPrefix(String service) {
        return "SERVICE_" + service.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private List<ServiceProgram> programs(List<String> names) throws ConfigException {
        List<ServiceProgram> programs = new ArrayList<>();
        for (String name : names) {
            String prefix = keyPrefix(name);
            programs.add(new ServiceProgram(
                    name,
                    reader.require(prefix + "_COMMAND", "/usr/bin/program --option", ArgumentList::split),
                    reader.path(prefix + "_DIR").orElse(Path.of("/")),
                    reader.path(prefix + "_LOG")));
        }
        return programs;
    }

    private static List<String> names(String text) {
        List<String> names =
                ConfigReader.split(text).stream().map(Names::requireService).toList();
        if (names.size() > MAX_SERVICES) {
            throw new IllegalArgumentException("names more than " + MAX_SERVICES + " services");
        }
        if (names.stream().map(ServicesReader::keyPrefix).distinct().count() < names.size()) {
            throw new IllegalArgumentException("names two services that differ only in punctuation");
        }
        return names;
    }

    private static Manager manager(String text) {
        return switch (text) {
            case "systemd" -> Manager.SYSTEMD;
            case "process" -> Manager.PROCESS;
            default -> throw new IllegalArgumentException("must be systemd or process");
        };
    }
}
