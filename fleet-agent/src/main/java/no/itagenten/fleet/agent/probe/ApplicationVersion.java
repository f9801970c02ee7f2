package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.itagenten.fleet.agent.file.SealedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which commit of the application runs: the one that is checked out, except while an update is under way. Read from git's own
 * files, because it is asked for with every heartbeat. Safe for several threads.
 */
public final class ApplicationVersion {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationVersion.class);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final String REF = "ref: ";
    private static final int MAX_HEAD_BYTES = 4096;

    private final Optional<Path> gitDir;
    private final Optional<Path> memory;
    private volatile Optional<String> held = Optional.empty();

    /** @param checkout where the application is; empty: no version is known */
    public ApplicationVersion(Optional<Path> checkout) {
        this(checkout, Optional.empty());
    }

    /** @param memory a file for what {@link #remember} is told, for a checkout that the agent's user may not read */
    public ApplicationVersion(Optional<Path> checkout, Optional<Path> memory) {
        this.gitDir = checkout.map(folder -> folder.resolve(".git"));
        this.memory = memory;
    }

    /** The commit in full, if there is one. */
    public Optional<String> current() {
        Optional<String> running = held;
        return running.isPresent()
                ? running
                : gitDir.flatMap(ApplicationVersion::head).or(this::remembered);
    }

    /** This commit is checked out now, by the word of whoever did it. */
    public void remember(String commit) {
        if (memory.isPresent()) {
            try {
                SealedFile.write(memory.get(), commit);
            } catch (IOException e) {
                LOG.warn("{} cannot be written, the version may be shown as unknown: {}", memory.get(), e.getMessage());
            }
        }
    }

    /** Only while the checkout cannot be read: where it can be, what it says is the truth. */
    private Optional<String> remembered() {
        if (memory.isEmpty()
                || gitDir.isEmpty()
                || Files.isReadable(gitDir.get().resolve("HEAD"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(SealedFile.read(memory.get()))
                    .filter(text -> COMMIT.matcher(text).matches());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Until {@link #release} this commit runs, whatever is checked out. */
    public void hold(String commit) {
        held = Optional.of(commit);
    }

    public void release() {
        held = Optional.empty();
    }

    private static Optional<String> head(Path gitDir) {
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
