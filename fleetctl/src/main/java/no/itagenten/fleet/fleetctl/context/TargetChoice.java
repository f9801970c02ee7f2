package no.itagenten.fleet.fleetctl.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.client.Endpoint;
import no.itagenten.fleet.fleetctl.io.Environment;
import no.itagenten.fleet.fleetctl.problem.Problem;

/**
 * What flags say about the server; whatever they leave open the environment decides, and then the context file.
 *
 * @param insecure whether a token may travel unencrypted to another machine
 */
public record TargetChoice(
        Optional<String> context,
        Optional<String> url,
        Optional<Path> tokenFile,
        Optional<Path> caFile,
        boolean insecure) {

    /**
     * Decides.
     *
     * @throws Problem if no server is known, or the choice makes no sense
     */
    public Target resolve(Environment environment, Contexts contexts) {
        Optional<String> name = contextName(environment, contexts);
        Optional<String> given = url.or(() -> environment.get("R58_FLEET_URL"));
        // With an address a context is needed only if it was asked for in the same breath.
        boolean optional = given.isPresent() && context.isEmpty();
        Optional<Context> stored = optional ? name.flatMap(contexts::find) : name.map(contexts::require);
        String chosen = given.or(() -> stored.map(Context::url))
                .orElseThrow(() -> new Problem(
                        Problem.Kind.NOT_ALLOWED,
                        "not logged in to any server",
                        "Log in with: fleetctl login --url URL"));
        Endpoint endpoint = Endpoint.parse(chosen);
        // A stored token is for the server it was stored with and is never shown to another.
        Optional<Context> own =
                stored.filter(context -> Endpoint.parse(context.url()).equals(endpoint));
        Optional<Path> file =
                tokenFile.or(() -> environment.get("R58_FLEET_TOKEN_FILE").map(TargetChoice::path));
        Optional<String> token = file.map(TargetChoice::readToken)
                .or(() -> environment.get("R58_FLEET_TOKEN").map(text -> requireToken(text, "R58_FLEET_TOKEN")));
        Target target = new Target(
                own.isPresent() ? name : Optional.empty(),
                endpoint,
                token.or(() -> own.flatMap(Context::token)),
                token.map(secret -> source(file)),
                token.isPresent()
                        ? Optional.empty()
                        : own.filter(context -> context.refreshToken().isPresent()),
                caFile.or(() -> own.flatMap(Context::caFile).map(Path::of)),
                insecure || own.map(Context::insecure).orElse(false));
        requireSafe(target);
        return target;
    }

    /** The context in use, by flag, environment or file; the first two even if the URL is given besides. */
    private Optional<String> contextName(Environment environment, Contexts contexts) {
        return context.or(() -> environment.get("R58_FLEET_CONTEXT")).or(contexts::current);
    }

    /** Where a given token is from, as a message says it. */
    private String source(Optional<Path> file) {
        if (tokenFile.isPresent()) {
            return "the file " + tokenFile.get();
        }
        return file.map(named -> "the file " + named + " (R58_FLEET_TOKEN_FILE)")
                .orElse("R58_FLEET_TOKEN");
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "R58_FLEET_TOKEN_FILE cannot be the name of a file",
                    "Set it to the file that holds the token, or unset it.",
                    e);
        }
    }

    private static String readToken(Path file) {
        try {
            return requireToken(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "cannot read the token file " + file,
                    "Check that it is there and that you may read it.",
                    e);
        }
    }

    /**
     * A token as it may stand in a header, without what surrounds it.
     *
     * @param source where it comes from, for people
     * @throws Problem of kind USAGE if it cannot be one
     */
    public static String requireToken(String text, String source) {
        return requireToken(text, source, 4_096);
    }

    /**
     * An identity token, which may be longer, without what surrounds it.
     *
     * @param source where it comes from, for people
     * @throws Problem of kind USAGE if it cannot be one
     */
    public static String requireIdentityToken(String text, String source) {
        return requireToken(text, source, 16_384);
    }

    private static String requireToken(String text, String source, int longest) {
        String token = text.strip();
        if (token.isEmpty() || token.length() > longest || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw Problem.usage(source + " does not hold a token", "A token is one line of letters, digits and signs.");
        }
        return token;
    }

    /**
     * Refuses to send a token over a network unencrypted.
     *
     * @throws Problem of kind USAGE
     */
    public static void requireSafe(Target target) {
        if (!target.endpoint().tls() && !target.endpoint().loopback() && !target.insecure()) {
            throw Problem.usage(
                    target.endpoint().url() + " is not encrypted: everybody on the way could read the token",
                    "Use https://, or say --insecure if the network between is your own.");
        }
    }
}
