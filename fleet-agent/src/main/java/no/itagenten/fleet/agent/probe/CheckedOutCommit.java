package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is checked out in a folder, by git's own files. */
final class CheckedOutCommit implements CommitInPlace {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final String REF = "ref: ";
    private static final int MAX_HEAD_BYTES = 4096;

    private final Path gitDir;

    CheckedOutCommit(Path checkout) {
        this.gitDir = checkout.resolve(".git");
    }

    @Override
    public boolean isReadable() {
        return Files.isReadable(gitDir.resolve("HEAD"));
    }

    @Override
    public Optional<String> commit() {
        Optional<String> head = firstLine(gitDir.resolve("HEAD"));
        if (head.isEmpty() || !head.get().startsWith(REF)) {
            return head.filter(text -> COMMIT.matcher(text).matches());
        }
        String ref = head.get().substring(REF.length());
        Path file = gitDir.resolve(ref).normalize();
        if (!file.startsWith(gitDir)) {
            return Optional.empty();
        }
        Optional<String> loose =
                firstLine(file).filter(text -> COMMIT.matcher(text).matches());
        return loose.isPresent() ? loose : packed(gitDir.resolve("packed-refs"), ref);
    }

    private static Optional<String> firstLine(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_HEAD_BYTES) {
                return Optional.empty();
            }
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> packed(Path packedRefs, String ref) {
        try (Stream<String> lines = Files.lines(packedRefs, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.endsWith(" " + ref))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .filter(text -> COMMIT.matcher(text).matches())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
