package no.itagenten.fleet.fleetctl.selection;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.io.Console;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** Names of devices, one a line, from a file or from standard input; empty lines and what follows {@code #} at a line's begin are left out. */
final class NameList {

    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_NAMES = 20_000;
    private static final String ADVICE = "It has the ids or names of devices, one a line.";

    private NameList() {}

    /** @throws Problem of kind USAGE if it is not such a list, of kind NO_DEVICE if there is nothing in it */
    static List<String> ofFile(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw Problem.usage("--from-file: " + file + " is larger than " + MOST_BYTES + " bytes", ADVICE);
            }
            return names(Files.readAllLines(file), "--from-file: " + file);
        } catch (NoSuchFileException e) {
            throw new Problem(Problem.Kind.USAGE, "--from-file: there is no file " + file, ADVICE, e);
        } catch (CharacterCodingException e) {
            throw new Problem(Problem.Kind.USAGE, "--from-file: " + file + " is not UTF-8 text", ADVICE, e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "--from-file: " + file + " cannot be read", ADVICE, e);
        }
    }

    /** @throws Problem as {@link #ofFile} does */
    static List<String> ofStandardInput(Console console) {
        List<String> lines = new ArrayList<>();
        try {
            for (Optional<String> line = console.readLine(); line.isPresent(); line = console.readLine()) {
                lines.add(line.get());
                if (lines.size() > MOST_NAMES * 2) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "standard input cannot be read: " + e.getMessage(), ADVICE, e);
        }
        return names(lines, "standard input");
    }

    private static List<String> names(List<String> lines, String source) {
        List<String> names = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (names.isEmpty()) {
            throw new Problem(Problem.Kind.NO_DEVICE, source + " names no device", ADVICE);
        }
        if (names.size() > MOST_NAMES) {
            throw Problem.usage(source + " names more than " + MOST_NAMES + " devices", ADVICE);
        }
        return names;
    }
}
