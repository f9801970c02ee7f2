package no.itagenten.fleet.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;

/**
 * Which releases have proved themselves on this device, the latest last, a line each. Only these are gone to without being made
 * anew, and kept: another may be what a failed update left. A file that cannot be read costs no more than that. The way back of an
 * update does not ask it.
 */
final class ReleaseHistory {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    private final Path file;

    ReleaseHistory(Path file) {
        this.file = file;
    }

    List<String> proven() {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> COMMIT.matcher(line).matches())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The old release runs and has proved itself; what is made of the new one remains to be seen. */
    void leave(String from, String to) throws GitException {
        write(append(without(from, to), from));
    }

    /** Returns what is kept of them: the last so many. */
    List<String> arrive(String from, String to, int keep) throws GitException {
        List<String> proven = without(from, to);
        if (!from.equals(to)) {
            proven = append(proven, from);
        }
        proven = append(proven, to);
        List<String> kept = proven.subList(Math.max(0, proven.size() - keep), proven.size());
        write(kept);
        return List.copyOf(kept);
    }

    private List<String> without(String from, String to) {
        return proven().stream()
                .filter(commit -> !commit.equals(from) && !commit.equals(to))
                .toList();
    }

    private static List<String> append(List<String> proven, String commit) {
        List<String> longer = new ArrayList<>(proven);
        if (!commit.equals(Checkout.NO_COMMIT)) {
            longer.add(commit);
        }
        return longer;
    }

    private void write(List<String> proven) throws GitException {
        try {
            AtomicFile.write(file, String.join("\n", proven) + "\n");
        } catch (IOException e) {
            throw new GitException(file + " cannot be written: " + e.getMessage());
        }
    }
}
