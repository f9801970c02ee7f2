package no.itagenten.fleet.fleetd.oidc;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import no.itagenten.fleet.fleetd.access.Rights;

/** Reads the file of trusted issuers. What it does not know it refuses: a condition that is misspelt would let in too many. */
final class IssuerFile {

    private static final Set<String> IN_FILE = Set.of("issuers");
    private static final Set<String> IN_ISSUER = Set.of("issuer", "audience", "client_id", "scope", "rules");
    private static final Set<String> IN_RULE =
            Set.of("name", "claims", "role", "venues", "tags", "may", "user", "name_claim", "minutes");
    private static final Set<String> OF_ROLE = Set.of("venues", "tags", "may", "name_claim");
    private static final Pattern RULE_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final int USUAL_MINUTES = 60;
    private static final int MOST_MINUTES = 24 * 60;

    private final Optional<String> publicUrl;

    /** @param publicUrl the audience where an issuer names none */
    IssuerFile(Optional<String> publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** @throws IllegalArgumentException if something in it does not fit; says what */
    List<TrustedIssuer> parse(String json) {
        JsonObject file;
        try {
            file = object(JsonParser.parseString(json), "the file");
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getMessage(), e);
        }
        requireKnown(file, IN_FILE, "the file");
        List<TrustedIssuer> issuers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonElement element : list(file, "issuers")) {
            TrustedIssuer issuer = issuer(object(element, "an issuer"));
            if (issuers.stream().anyMatch(other -> other.url().equals(issuer.url()))) {
                throw new IllegalArgumentException("the issuer '" + issuer.url() + "' is there twice");
            }
            for (TrustRule rule : issuer.rules()) {
                if (!names.add(rule.name())) {
                    throw new IllegalArgumentException("the rule '" + rule.name() + "' is there twice");
                }
            }
            issuers.add(issuer);
        }
        if (issuers.stream().filter(issuer -> issuer.client().isPresent()).count() > 1) {
            throw new IllegalArgumentException("more than one issuer has a 'client_id'; people log in at one");
        }
        return issuers;
    }

    private TrustedIssuer issuer(JsonObject issuer) {
        String url = text(issuer, "issuer")
                .orElseThrow(() -> new IllegalArgumentException("an issuer has no address in 'issuer'"));
        requireKnown(issuer, IN_ISSUER, "the issuer '" + url + "'");
        List<TrustRule> rules = new ArrayList<>();
        for (JsonElement rule : list(issuer, "rules")) {
            rules.add(rule(object(rule, "a rule of '" + url + "'")));
        }
        return new TrustedIssuer(
                url,
                text(issuer, "audience")
                        .or(() -> publicUrl)
                        .orElseThrow(() -> new IllegalArgumentException("the issuer '" + url
                                + "' has no 'audience', and the server no --public-url in its place")),
                text(issuer, "client_id")
                        .map(id -> new TrustedIssuer.Client(
                                id, text(issuer, "scope").orElse("openid email"))),
                rules);
    }

    private static TrustRule rule(JsonObject rule) {
        String name = text(rule, "name")
                .filter(text -> RULE_NAME.matcher(text).matches())
                .orElseThrow(() -> new IllegalArgumentException(
                        "a rule needs a 'name' of 1 to 40 small letters, digits, '.', '_' and '-'"));
        requireKnown(rule, IN_RULE, "the rule '" + name + "'");
        try {
            return new TrustRule(name, claims(rule), outcome(rule), Duration.ofMinutes(minutes(rule)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the rule '" + name + "': " + e.getMessage(), e);
        }
    }

    private static TrustRule.Outcome outcome(JsonObject rule) {
        Optional<String> role = text(rule, "role");
        Optional<String> user = text(rule, "user");
        if (role.isPresent() == user.isPresent()) {
            throw new IllegalArgumentException("it has either a 'role', or in 'user' the claim that names a user");
        }
        if (user.isPresent()) {
            OF_ROLE.stream().filter(rule::has).findFirst().ifPresent(key -> {
                throw new IllegalArgumentException("'" + key + "' goes with 'role'; a user has rights of its own");
            });
            return new TrustRule.KnownUser(user.get());
        }
        return new TrustRule.Holder(
                Rights.of(role.get(), texts(rule, "venues"), texts(rule, "tags"), texts(rule, "may")),
                text(rule, "name_claim").orElse("sub"));
    }

    private static Map<String, Set<String>> claims(JsonObject rule) {
        Map<String, Set<String>> claims = new HashMap<>();
        if (rule.has("claims")) {
            object(rule.get("claims"), "'claims'").asMap().forEach((claim, wanted) -> {
                Set<String> values = new HashSet<>();
                for (JsonElement value : wanted instanceof JsonArray several ? several : List.of(wanted)) {
                    values.add(scalar(value, claim));
                }
                if (values.isEmpty()) {
                    throw new IllegalArgumentException("the claim '" + claim + "' has no value to be");
                }
                claims.put(claim, values);
            });
        }
        return claims;
    }

    private static int minutes(JsonObject rule) {
        if (!rule.has("minutes")) {
            return USUAL_MINUTES;
        }
        try {
            int minutes = Integer.parseInt(scalar(rule.get("minutes"), "minutes"));
            if (minutes >= 1 && minutes <= MOST_MINUTES) {
                return minutes;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException("'minutes' must be 1 to " + MOST_MINUTES);
    }

    private static Optional<String> text(JsonObject object, String key) {
        return object.has(key) ? Optional.of(scalar(object.get(key), key)) : Optional.empty();
    }

    private static List<String> texts(JsonObject object, String key) {
        List<String> texts = new ArrayList<>();
        for (JsonElement element : list(object, key)) {
            texts.add(scalar(element, key));
        }
        return texts;
    }

    private static String scalar(JsonElement element, String key) {
        if (element instanceof JsonPrimitive primitive
                && !primitive.getAsString().isBlank()) {
            return primitive.getAsString();
        }
        throw new IllegalArgumentException("'" + key + "' must be a text");
    }

    private static JsonArray list(JsonObject object, String key) {
        if (!object.has(key)) {
            return new JsonArray();
        }
        if (object.get(key) instanceof JsonArray list) {
            return list;
        }
        throw new IllegalArgumentException("'" + key + "' must be a list");
    }

    private static JsonObject object(JsonElement element, String what) {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException(what + " must be an object");
    }

    private static void requireKnown(JsonObject object, Set<String> known, String where) {
        object.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("'" + key + "' in " + where + " means nothing");
        });
    }
}
