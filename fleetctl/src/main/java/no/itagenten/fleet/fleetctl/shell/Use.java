package no.itagenten.fleet.fleetctl.shell;

import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandParser;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.selection.DeviceFinder;
import no.itagenten.fleet.fleetctl.selection.DeviceSelection;
import no.itagenten.fleet.protocol.rest.DeviceView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code use}, a word of the shell alone: chooses the devices that the commands after it are about. */
@Command
final class Use extends FleetCommand {

    static final CommandEntry ENTRY = new CommandEntry(
            "use",
            CommandEntry.Group.TOOL,
            "Choose the devices that the commands after it are about; without any, none",
            List.of("use kirke-1", "use venue=oslo", "use 'kirke-*'", "use"),
            List.of());

    @Mixin
    private DeviceSelection selection;

    private final ChosenDevices chosen;
    private final List<String> words;

    private Use(ChosenDevices chosen, List<String> words) {
        this.chosen = chosen;
        this.words = words;
    }

    /** One whose options and parameters can be looked at. */
    static FleetCommand forCompletion() {
        return new Use(null, List.of());
    }

    /** Runs it with these words behind it. */
    static ExitCode run(Invocation invocation, ChosenDevices chosen, List<String> words) {
        List<String> full = new ArrayList<>();
        for (String word : words) {
            // venue=oslo is a selector, as nothing else has such a sign.
            if (word.contains("=") && !word.startsWith("-") && !full.contains("-l")) {
                full.add("-l");
            }
            full.add(word);
        }
        Use use = new Use(chosen, full);
        var help = new CommandParser(ENTRY, use, Paint.NONE).parse(full);
        if (help.isPresent()) {
            invocation.print(help.get().replace("fleetctl use", "use")); // a word of the shell alone
            return ExitCode.DONE;
        }
        return use.run(invocation);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        if (words.isEmpty()) {
            chosen.forget();
            invocation.say("No device is chosen.");
            return ExitCode.DONE;
        }
        List<DeviceView> found = selection.choose(invocation);
        if (found.size() == 1) {
            DeviceView device = found.get(0);
            chosen.choose(List.of(device.id().value()), device.name());
            invocation.say("Commands that name no device are about " + DeviceFinder.title(device) + " now.");
        } else {
            String said = String.join(" ", words).replaceFirst("^(-l|--selector)[ =]", "");
            chosen.choose(words, said);
            invocation.say("Commands that name no device are about what matches: " + found.size() + " devices now.");
        }
        return ExitCode.DONE;
    }
}
