package no.itagenten.fleet.fleetctl.document;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.HelpTopics;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.Protocol;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual pages, in man(7): one of the whole program and one of each command. */
public final class ManPage {

    private static final String PROGRAM = "fleetctl";

    private ManPage() {}

    /** All pages by their file names. */
    public static Map<String, String> all(CommandIndex commands) {
        Map<String, String> pages = new LinkedHashMap<>();
        List<CommandModel> models = commands.entries().stream()
                .map(entry -> CommandModel.of(entry, commands))
                .toList();
        pages.put(PROGRAM + ".1", program(models));
        models.forEach(model -> pages.put(name(model.entry()) + ".1", command(model)));
        return pages;
    }

    private static String program(List<CommandModel> models) {
        Roff page = head(PROGRAM, "look after a fleet of R58 devices");
        page.section("SYNOPSIS").bold(PROGRAM).line(" COMMAND [OPTIONS] [ARGUMENTS]");
        page.section("DESCRIPTION")
                .paragraph(
                        "Asks a fleetd server about its devices and has them do things. Each command has a page of its own, such as "
                                + "fleetctl-restart(1), and says the same with --help. Data goes to standard output, everything else to "
                                + "standard error.");
        for (CommandEntry.Group group : CommandEntry.Group.values()) {
            page.subsection(group.title());
            models.stream()
                    .map(CommandModel::entry)
                    .filter(entry -> entry.group() == group)
                    .forEach(entry -> page.term(PROGRAM + " " + entry.path()).text(entry.summary() + "."));
        }
        page.section("OPTIONS");
        options(page, models.get(0).globalOptions());
        topic(page, "SELECTING DEVICES", "selectors");
        topic(page, "OUTPUT", "output");
        exitStatus(page);
        topic(page, "ENVIRONMENT", "environment");
        page.section("EXAMPLES").example(PROGRAM + " login --url http://127.0.0.1:3001");
        page.example(PROGRAM + " devices");
        return page.section("SEE ALSO")
                .seeAlso("fleetctl-login", "fleetctl-devices", "fleetctl-help")
                .render();
    }

    /** A page of the help, as it is printed. */
    private static void topic(Roff page, String title, String topic) {
        page.section(title).verbatim(HelpTopics.topic(topic).orElseThrow());
    }

    private static String command(CommandModel model) {
        CommandEntry entry = model.entry();
        String summary = entry.summary();
        Roff page = head(name(entry), summary.substring(0, 1).toLowerCase(Locale.ROOT) + summary.substring(1));
        String whole = PROGRAM + " " + entry.path();
        String synopsis = new Help(model.spec(), Help.defaultColorScheme(Help.Ansi.OFF))
                .abbreviatedSynopsis()
                .strip();
        page.section("SYNOPSIS").bold(whole).line(synopsis.substring(whole.length()));
        page.section("DESCRIPTION").paragraph(summary + ".");
        if (!entry.aliases().isEmpty()) {
            page.paragraph("It is known by other names, too: "
                    + String.join(
                            ", ",
                            entry.aliases().stream()
                                    .map(alias -> PROGRAM + " " + alias)
                                    .toList()) + ".");
        }
        List<PositionalParamSpec> arguments = model.arguments();
        if (!arguments.isEmpty()) {
            page.section("ARGUMENTS");
            arguments.forEach(argument -> page.term(argument.paramLabel()).text(CommandModel.description(argument)));
        }
        page.section("OPTIONS");
        options(page, model.options());
        page.subsection("Of every command");
        options(page, model.globalOptions());
        exitStatus(page);
        page.section("EXAMPLES");
        entry.examples().forEach(example -> page.example(PROGRAM + " " + example));
        return page.section("SEE ALSO").seeAlso(PROGRAM).render();
    }

    private static Roff head(String name, String summary) {
        LocalDate date = LocalDate.ofInstant(Protocol.buildTime(), ZoneOffset.UTC);
        return new Roff(name, date.toString(), PROGRAM + " " + Protocol.softwareVersion(), summary);
    }

    private static void options(Roff page, List<OptionSpec> options) {
        for (OptionSpec option : options) {
            List<String> names = new ArrayList<>(List.of(option.names()));
            boolean valued = option.arity().max() > 0;
            page.term(String.join(", ", names) + (valued ? " " + option.paramLabel() : ""))
                    .text(CommandModel.description(option));
        }
    }

    private static void exitStatus(Roff page) {
        page.section("EXIT STATUS");
        for (ExitCode code : ExitCode.values()) {
            page.term(Integer.toString(code.number())).text(code.meaning());
        }
    }

    private static String name(CommandEntry entry) {
        return PROGRAM + "-" + entry.path().replace(' ', '-');
    }
}
