package no.itagenten.fleet.fleetctl.command;

import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.Endpoint;
import no.itagenten.fleet.fleetctl.context.Context;
import no.itagenten.fleet.fleetctl.context.Contexts;
import no.itagenten.fleet.fleetctl.context.TargetChoice;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleetctl context add}: adds a server, with or without a token. */
@Command
public final class ContextAdd extends FleetCommand {

    @Parameters(paramLabel = "NAME", description = "What to call it.")
    private String name;

    @Override
    public ExitCode run(Invocation invocation) {
        String url = global().target()
                .url()
                .orElseThrow(() -> Problem.usage("which server is it?", "Say --url https://fleet.example.org"));
        Contexts.requireName(name);
        Endpoint endpoint = Endpoint.parse(url);
        Optional<String> token = global().target()
                .tokenFile()
                .flatMap(file -> new TargetChoice(
                                Optional.empty(), Optional.of(url), Optional.of(file), Optional.empty(), true)
                        .resolve(invocation.surroundings().environment(), Contexts.NONE)
                        .token());
        Context context = new Context(
                endpoint.url(),
                token,
                global().target().caFile().map(path -> path.toAbsolutePath().toString()),
                global().target().insecure());
        invocation.contextFile().update(contexts -> {
            if (contexts.find(name).isPresent()) {
                throw Problem.usage(
                        "there is a context '" + name + "' already",
                        "Take it away first with: fleetctl context remove " + name);
            }
            Contexts more = contexts.with(name, context);
            return contexts.current().isPresent() ? more : more.using(name);
        });
        invocation.say("Context " + name + " is added."
                + (token.isPresent() ? "" : " Log in with: fleetctl login --context " + name));
        return ExitCode.DONE;
    }
}
