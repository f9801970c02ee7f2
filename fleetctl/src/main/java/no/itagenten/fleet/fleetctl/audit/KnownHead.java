package no.itagenten.fleet.fleetctl.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.Text;

/**
 * The end of an audit log as it was some time ago, kept out of reach of whoever may have changed the log since.
 *
 * @param id of that entry, where it is known
 * @param hash its hash, in lowercase
 */
public record KnownHead(OptionalLong id, String hash) {

    private static final Pattern HASH = Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])");
    private static final Pattern ID = Pattern.compile("(?:^|\"id\":\\s*)(\\d{1,18})\\b");
    private static final int LONGEST_FILE = 10_000;

    /**
     * Reads a hash, or a file that {@code fleetctl audit head} wrote, in either of its formats.
     *
     * @throws Problem of kind USAGE if it is neither
     */
    public static KnownHead of(String hashOrFile) {
        if (HASH.matcher(hashOrFile).matches()) {
            return new KnownHead(OptionalLong.empty(), hashOrFile.toLowerCase(Locale.ROOT));
        }
        String text = read(hashOrFile);
        Matcher hash = HASH.matcher(text);
        if (!hash.find()) {
            throw Problem.usage(
                    "--head: there is no head of an audit log in " + hashOrFile,
                    "Make one with: fleetctl audit head > FILE");
        }
        Matcher id = ID.matcher(text.strip());
        return new KnownHead(
                id.find() ? OptionalLong.of(Long.parseLong(id.group(1))) : OptionalLong.empty(),
                hash.group().toLowerCase(Locale.ROOT));
    }

    private static String read(String name) {
        try {
            Path file = Path.of(name);
            return Files.size(file) > LONGEST_FILE ? "" : Files.readString(file);
        } catch (IOException | InvalidPathException e) {
            throw Problem.usage(
                    "--head: '" + Text.excerpt(name, 100) + "' is neither a hash nor a file that can be read",
                    "Give the file that fleetctl audit head wrote, or the 64 digits in it.");
        }
    }
}
