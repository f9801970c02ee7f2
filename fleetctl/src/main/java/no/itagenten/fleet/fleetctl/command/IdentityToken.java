package no.itagenten.fleet.fleetctl.command;

import java.io.IOException;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.Endpoint;
import no.itagenten.fleet.fleetctl.client.GitHubIdentity;
import no.itagenten.fleet.fleetctl.context.TargetChoice;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.io.Environment;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Option;

/** Where the identity token of a job of CI comes from: standard input, or what GitHub Actions and GitLab offer the job. */
public final class IdentityToken {

    private static final String VARIABLE = "R58_FLEET_ID_TOKEN";

    @Option(
            names = "--oidc",
            description = "Log in as the CI job that this runs in, by GitHub's identity token or by " + VARIABLE + ".")
    private boolean ofJob;

    @Option(names = "--oidc-token-stdin", description = "Log in by the identity token on standard input.")
    private boolean stdin;

    @Option(
            names = "--audience",
            paramLabel = "TEXT",
            description = "Whom GitHub's identity token is to be for (default: the server's URL).")
    private String audience;

    boolean isAskedFor() {
        return ofJob || stdin;
    }

    /** @throws Problem if there is none */
    String get(Invocation invocation, Endpoint server) {
        if (ofJob && stdin) {
            throw Problem.usage("--oidc and --oidc-token-stdin contradict each other", "Give one of them.");
        }
        return stdin ? line(invocation) : ofJob(invocation, server);
    }

    private static String line(Invocation invocation) {
        try {
            return TargetChoice.requireIdentityToken(
                    invocation.console().readLine().orElse(""), "standard input");
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "cannot read standard input", "Give the token as one line.", e);
        }
    }

    private String ofJob(Invocation invocation, Endpoint server) {
        Environment environment = invocation.surroundings().environment();
        Optional<String> given = environment.get(VARIABLE);
        if (given.isPresent()) {
            return TargetChoice.requireIdentityToken(given.get(), VARIABLE);
        }
        Optional<String> url = environment.get("ACTIONS_ID_TOKEN_REQUEST_URL");
        Optional<String> token = environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
        if (url.isEmpty() || token.isEmpty()) {
            throw Problem.usage(
                    "this job has no identity token",
                    "At GitHub give it 'permissions: id-token: write'; at GitLab 'id_tokens: " + VARIABLE + ": aud: "
                            + server.url() + "'.");
        }
        return GitHubIdentity.token(
                url.get(),
                token.get(),
                audience == null ? server.url() : audience,
                invocation.surroundings().cancellation());
    }
}
