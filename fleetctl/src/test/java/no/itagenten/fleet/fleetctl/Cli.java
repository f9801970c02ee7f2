package no.itagenten.fleet.fleetctl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.invocation.Surroundings;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.io.Environment;
import no.itagenten.fleet.fleetctl.io.Prompter;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.problem.ExitCode;

/** fleetctl in a test: given its environment and what is typed, it keeps what comes out. */
public final class Cli {

    /** A prompter that answers what it was told and keeps the questions. */
    private final class Answers implements Prompter {
        @Override
        public boolean canAsk() {
            return answer.isPresent();
        }

        @Override
        public boolean confirm(String question) {
            questions.add(question);
            return answer.orElseThrow().equals("y");
        }

        @Override
        public Optional<String> secret(String label) {
            questions.add(label);
            return answer;
        }
    }

    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> questions = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private Optional<String> answer = Optional.empty();
    private String input = "";
    private TerminalFacts terminal = TerminalFacts.none();
    private Clock clock = Sample.CLOCK;

    /** With its files below this folder. */
    public Cli(Path folder) {
        variables.put("HOME", folder.toString());
        variables.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        variables.put("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    /** Logged in by the environment. */
    public Cli at(FakeFleet fleet) {
        return set("R58_FLEET_URL", fleet.url()).set("R58_FLEET_TOKEN", FakeFleet.TOKEN);
    }

    public Cli set(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    public Cli typing(String text) {
        input = text;
        return this;
    }

    /** With a person at a terminal who answers this to every question. */
    public Cli answering(String text) {
        answer = Optional.of(text);
        return this;
    }

    public Cli onTerminal(int columns) {
        terminal = new TerminalFacts(true, true, true, () -> columns, false);
        return this;
    }

    public Cli clock(Clock other) {
        clock = other;
        return this;
    }

    public ExitCode run(String... words) {
        return new Dispatcher(new CommandCatalog()).run(List.of(words), surroundings());
    }

    public Surroundings surroundings() {
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        return new Surroundings(new Environment(variables), console, new Answers(), cancellation, clock, false);
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    public List<String> questions() {
        return questions;
    }
}
