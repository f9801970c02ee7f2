package no.itagenten.fleet.fleetctl.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import no.itagenten.fleet.fleetctl.client.Endpoint;
import no.itagenten.fleet.fleetctl.context.Context;
import no.itagenten.fleet.fleetctl.context.ContextFile;
import no.itagenten.fleet.fleetctl.context.Contexts;
import no.itagenten.fleet.fleetctl.context.Target;
import no.itagenten.fleet.fleetctl.context.TargetChoice;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.IdentityRequest;
import no.itagenten.fleet.protocol.rest.LoginRequest;
import no.itagenten.fleet.protocol.rest.LoginTokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleetctl login}: checks a token, or trades a password or a job's identity token for one, and keeps it. */
@Command
public final class Login extends FleetCommand {

    @Option(names = "--token-stdin", description = "Read the token from standard input.")
    private boolean tokenStdin;

    @Option(names = "--user", paramLabel = "NAME", description = "Log in as this user, with a password.")
    private String user;

    @Option(names = "--sso", description = "Log in with a browser, at the issuer that the server trusts.")
    private boolean sso;

    @Mixin
    private NewPassword password;

    @Mixin
    private IdentityToken identity;

    @Override
    public ExitCode run(Invocation invocation) {
        ContextFile file = invocation.contextFile();
        Contexts contexts = file.read();
        TargetChoice choice = global().target();
        Endpoint endpoint = Endpoint.parse(url(invocation, contexts, choice));
        String name = contextName(invocation, contexts, choice, endpoint);
        Optional<Context> before =
                contexts.find(name).filter(context -> context.url().equals(endpoint.url()));
        Optional<Path> caFile = choice.caFile()
                .map(Path::toAbsolutePath)
                .or(() -> before.flatMap(Context::caFile).map(Path::of));
        boolean insecure = choice.insecure() || before.map(Context::insecure).orElse(false);
        Target nobody = new Target(Optional.of(name), endpoint, Optional.empty(), caFile, insecure);
        TargetChoice.requireSafe(nobody);
        requireOneWay();
        Context context = new Context(endpoint.url(), Optional.empty(), caFile.map(Path::toString), insecure);
        if (user != null || sso || identity.isAskedFor()) {
            context = context.loggedIn(
                    tokens(invocation, nobody), invocation.clock().instant());
        } else {
            context = context.withToken(token(invocation, choice, contexts, endpoint));
        }
        Context loggedIn = context;
        Target target = new Target(Optional.of(name), endpoint, context.token(), caFile, insecure);
        no.itagenten.fleet.protocol.rest.Whoami whoami = verify(invocation, target);
        file.update(now -> now.with(name, loggedIn).using(name));
        invocation.say("Logged in to " + endpoint.url() + " as " + Sanitizer.line(whoami.name()) + " ("
                + Sanitizer.line(whoami.role()) + "); context " + name + ".");
        return ExitCode.DONE;
    }

    /** The server makes tokens for this login, which ends by a logout or after 30 days without use. */
    private LoginTokens byPassword(Invocation invocation, Target nobody) {
        String secret = password.askKnown(
                invocation, "Password of " + user + " for " + nobody.endpoint().url());
        try {
            return invocation.clientOf(nobody).logIn(LoginRequest.of(user, secret));
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.NOT_ALLOWED) {
                throw e;
            }
            throw new Problem(
                    Problem.Kind.NOT_ALLOWED,
                    nobody.endpoint().url() + " does not take this name with this password",
                    "An admin can give a new one: fleetctl user passwd " + user,
                    e);
        }
    }

    private LoginTokens tokens(Invocation invocation, Target nobody) {
        if (sso) {
            return SingleSignOn.logIn(invocation, invocation.clientOf(nobody));
        }
        return user == null ? byIdentity(invocation, nobody) : byPassword(invocation, nobody);
    }

    private void requireOneWay() {
        if (sso && (user != null || tokenStdin || identity.isAskedFor())) {
            throw Problem.usage("--sso goes together with no other way of logging in", "Give one of them.");
        }
        if (user != null && tokenStdin) {
            throw Problem.usage("--user and --token-stdin contradict each other", "Give one of them.");
        }
        if (identity.isAskedFor() && (user != null || tokenStdin)) {
            throw Problem.usage(
                    "a login by an identity token takes neither --user nor --token-stdin", "Give one of them.");
        }
    }

    /** As the job of CI that this runs in. */
    private LoginTokens byIdentity(Invocation invocation, Target nobody) {
        String token = identity.get(invocation, nobody.endpoint());
        try {
            return invocation.clientOf(nobody).logIn(new IdentityRequest(token));
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.NOT_ALLOWED) {
                throw e;
            }
            throw new Problem(
                    Problem.Kind.NOT_ALLOWED,
                    nobody.endpoint().url() + " does not take this identity token",
                    "Its issuer, audience and claims have to fit a rule in the file of fleetd's --trusted-issuers.",
                    e);
        }
    }

    private static String url(Invocation invocation, Contexts contexts, TargetChoice choice) {
        return choice.url()
                .or(() -> invocation.surroundings().environment().get("R58_FLEET_URL"))
                .or(() -> choice.context()
                        .or(contexts::current)
                        .map(name -> contexts.require(name).url()))
                .orElseThrow(() -> Problem.usage(
                        "login to which server?",
                        "Say --url https://fleet.example.org or --url http://127.0.0.1:3001"));
    }

    /** By flag; else the context that has this address already; else the host's name. */
    private static String contextName(
            Invocation invocation, Contexts contexts, TargetChoice choice, Endpoint endpoint) {
        return choice.context()
                .or(() -> invocation.surroundings().environment().get("R58_FLEET_CONTEXT"))
                .map(Contexts::requireName)
                .or(() -> new TreeMap<>(contexts.contexts())
                        .entrySet().stream()
                                .filter(entry -> entry.getValue().url().equals(endpoint.url()))
                                .map(Map.Entry::getKey)
                                .findFirst())
                .orElseGet(endpoint::authority);
    }

    private String token(Invocation invocation, TargetChoice choice, Contexts contexts, Endpoint endpoint) {
        if (tokenStdin) {
            try {
                return TargetChoice.requireToken(invocation.console().readLine().orElse(""), "standard input");
            } catch (IOException e) {
                throw new Problem(Problem.Kind.USAGE, "cannot read standard input", "Give the token as one line.", e);
            }
        }
        boolean inEnvironment = Stream.of("R58_FLEET_TOKEN", "R58_FLEET_TOKEN_FILE")
                .anyMatch(variable ->
                        invocation.surroundings().environment().get(variable).isPresent());
        if (choice.tokenFile().isPresent() || inEnvironment) {
            TargetChoice atUrl = new TargetChoice(
                    Optional.empty(), Optional.of(endpoint.url()), choice.tokenFile(), Optional.empty(), true);
            return atUrl.resolve(
                            invocation.surroundings().environment(),
                            new Contexts(Optional.empty(), contexts.contexts()))
                    .token()
                    .orElseThrow();
        }
        if (!invocation.surroundings().prompter().canAsk()) {
            throw Problem.usage(
                    "there is no terminal to type a token at",
                    "Give it on standard input: fleetctl login --url " + endpoint.url()
                            + " --token-stdin, or log in with --user NAME --password-stdin");
        }
        String typed = invocation
                .surroundings()
                .prompter()
                .secret("Token for " + endpoint.url())
                .orElse("");
        return TargetChoice.requireToken(typed, "the answer");
    }

    private static no.itagenten.fleet.protocol.rest.Whoami verify(Invocation invocation, Target target) {
        try {
            return invocation.clientOf(target).whoami();
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.NOT_ALLOWED) {
                throw e;
            }
            throw new Problem(
                    Problem.Kind.NOT_ALLOWED,
                    target.endpoint().url() + " does not take this token",
                    "The first one stands in admin.token in the folder of fleetd's data. Nothing was stored.",
                    e);
        }
    }
}
