package no.itagenten.fleet.fleetctl.invocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import no.itagenten.fleet.fleetctl.client.Bearer;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.client.SocketTransport;
import no.itagenten.fleet.fleetctl.client.TalkingTransport;
import no.itagenten.fleet.fleetctl.client.Transport;
import no.itagenten.fleet.fleetctl.context.ContextFile;
import no.itagenten.fleet.fleetctl.context.Contexts;
import no.itagenten.fleet.fleetctl.context.StoredLogin;
import no.itagenten.fleet.fleetctl.context.Target;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.io.TerminalFacts;
import no.itagenten.fleet.fleetctl.output.Document;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Paint;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.output.Table;
import no.itagenten.fleet.fleetctl.output.TableLook;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** What a running command has at hand. The server is looked up when it is first needed, so that some commands ask none. */
public final class Invocation {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final CommandIndex commands;
    private final CommandRunner runner;
    private final Paint outPaint;
    private final Paint errPaint;
    private FleetClient client;

    /** A command's run with these options. */
    public Invocation(Surroundings surroundings, GlobalOptions options, CommandIndex commands, CommandRunner runner) {
        this.surroundings = surroundings;
        this.options = options;
        this.commands = commands;
        this.runner = runner;
        TerminalFacts terminal = console().terminal();
        outPaint = Paint.choose(options.noColor(), surroundings.environment(), terminal, terminal.output());
        errPaint = Paint.choose(options.noColor(), surroundings.environment(), terminal, terminal.error());
    }

    /** The world outside. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** The options every command takes. */
    public GlobalOptions options() {
        return options;
    }

    /** All commands. */
    public CommandIndex commands() {
        return commands;
    }

    /** Runs other commands. */
    public CommandRunner runner() {
        return runner;
    }

    /** The streams. */
    public Console console() {
        return surroundings.console();
    }

    /** The time. */
    public Clock clock() {
        return surroundings.clock();
    }

    /** Times in words. */
    public Times times() {
        return new Times(clock(), options.isoTimes());
    }

    /** Colours of standard output. */
    public Paint outPaint() {
        return outPaint;
    }

    /** Colours of standard error. */
    public Paint errPaint() {
        return errPaint;
    }

    /** The context file. */
    public ContextFile contextFile() {
        return new ContextFile(surroundings.environment().configDirectory());
    }

    /** The server to talk to. */
    public Target target() {
        Contexts contexts = contextFile().read();
        return options.target().resolve(surroundings.environment(), contexts);
    }

    /** The client of the server to talk to. */
    public FleetClient client() {
        if (client == null) {
            contextFile().warning().ifPresent(warning -> warn(errPaint.amber("Warning: ") + warning));
            client = clientOf(target());
        }
        return client;
    }

    /** A client of some server. */
    public FleetClient clientOf(Target target) {
        Transport sockets =
                new SocketTransport(target.endpoint(), target.caFile(), CONNECT_TIMEOUT, surroundings.cancellation());
        Transport transport = options.verbose()
                ? new TalkingTransport(
                        sockets, target.endpoint(), line -> console().say(Sanitizer.line(line)))
                : sockets;
        return client(target, transport, bearer(target, transport));
    }

    private Bearer bearer(Target target, Transport transport) {
        if (target.login().isEmpty()) {
            return Bearer.of(target.token(), target.tokenSource());
        }
        FleetClient nobody = client(target, transport, Bearer.of(Optional.empty()));
        return new StoredLogin(
                contextFile(), target.name().orElseThrow(), target.login().get(), nobody, clock());
    }

    private FleetClient client(Target target, Transport transport, Bearer bearer) {
        return new FleetClient(
                transport,
                target.endpoint(),
                bearer,
                surroundings.cancellation(),
                warning -> warn(errPaint.amber("Warning: ") + warning));
    }

    /** Says something to people, unless they asked for quiet. */
    public void say(String line) {
        if (!options.quiet()) {
            console().say(line);
        }
    }

    /** Says what people have to know who asked for quiet, too. */
    public void warn(String line) {
        console().say(line);
    }

    /** Whether people want nothing but errors and data. */
    public boolean quiet() {
        return options.quiet();
    }

    /** Prints data that already has its line ends. */
    public void print(String text) {
        console().print(text);
    }

    /**
     * Makes sure that a file can go to standard output.
     *
     * @param what the file, as a message begins: {@code a backup}
     * @throws Problem of kind USAGE if something else is to be printed there, or a person looks at it
     */
    public void requireForData(String what, OutputOption output) {
        if (output.forPrograms()) {
            throw Problem.usage("-o and " + what + " cannot both go to standard output", "Name a FILE.");
        }
        if (console().terminal().output()) {
            throw Problem.usage(
                    what + " on a terminal is of no use to anybody", "Name a FILE, or send it elsewhere with >.");
        }
    }

    /** Prints one thing in a format for programs. */
    public void printOne(OutputOption output, Kind kind, Object thing) {
        print(output, Document.of(kind, thing));
    }

    /** Prints a list, which may be empty, in a format for programs. */
    public void printMany(OutputOption output, Kind kind, List<?> list) {
        print(output, Document.of(kind, list));
    }

    /** Prints one thing of a stream in a format for programs: a line each, where the format allows it. */
    public void printNext(OutputOption output, Kind kind, Object thing, boolean first) {
        print(output.format().renderNext(kind, thing, first && output.headers()));
    }

    private void print(OutputOption output, Document document) {
        print(output.format()
                .render(document, output.headers(), console().terminal().output()));
    }

    /** Prints a table as wide as the terminal; on a pipe as wide as it takes. */
    public void print(Table table) {
        print(table.render(width(), outPaint));
    }

    /** Prints a list: as programs want it, or a table, or a hint on standard error when there is nothing in it. */
    public <T> void printList(ListOption output, Kind kind, List<T> list, Function<List<T>, Table> table, String hint) {
        List<T> sorted = output.sorted(list);
        if (output.forPrograms()) {
            printMany(output, kind, sorted);
        } else if (list.isEmpty()) {
            say(hint);
        } else {
            print(table.apply(sorted).render(look(output), outPaint));
        }
    }

    /** The same. */
    public <T> void printList(ListOption output, Listing<T> listing, List<T> list) {
        printList(output, listing.kind(), list, listing.table(), listing.hint());
    }

    /** How a list's table is laid out here. */
    public TableLook look(ListOption output) {
        boolean wide = output.format().wide();
        return new TableLook(wide ? 0 : width(), output.headers(), wide);
    }

    private int width() {
        TerminalFacts terminal = console().terminal();
        return terminal.output() ? terminal.columns().getAsInt() : 0;
    }
}
