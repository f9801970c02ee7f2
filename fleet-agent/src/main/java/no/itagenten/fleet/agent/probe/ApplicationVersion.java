package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.file.SealedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which commit of the application runs: the one that is in place, except while an update is under way. Read from git's own files,
 * or from the link to a release, because it is asked for with every heartbeat. Safe for several threads.
 */
public final class ApplicationVersion {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationVersion.class);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    private final Optional<CommitInPlace> inPlace;
    private final Optional<Path> memory;
    private volatile Optional<String> held = Optional.empty();

    /** @param checkout where the application is; empty: no version is known */
    public ApplicationVersion(Optional<Path> checkout) {
        this(checkout.map(CheckedOutCommit::new), Optional.empty());
    }

    private ApplicationVersion(Optional<CommitInPlace> inPlace, Optional<Path> memory) {
        this.inPlace = inPlace;
        this.memory = memory;
    }

    /**
     * In whichever way the application lies on the disk.
     *
     * @param memory a file for what {@link #remember} is told, for a folder that the agent's user may not read
     */
    public static ApplicationVersion of(Optional<ApplicationConfig> application, Optional<Path> memory) {
        return new ApplicationVersion(
                application.map(configured -> configured.releases().isPresent()
                        ? new LinkedRelease(configured.folder())
                        : new CheckedOutCommit(configured.folder())),
                memory);
    }

    /** The commit in full, if there is one. */
    public Optional<String> current() {
        Optional<String> running = held;
        return running.isPresent()
                ? running
                : inPlace.flatMap(CommitInPlace::commit).or(this::remembered);
    }

    /** This commit is in place now, by the word of whoever did it. */
    public void remember(String commit) {
        if (memory.isPresent()) {
            try {
                SealedFile.write(memory.get(), commit);
            } catch (IOException e) {
                LOG.warn("{} cannot be written, the version may be shown as unknown: {}", memory.get(), e.getMessage());
            }
        }
    }

    /** Only while what is in place cannot be read: where it can be, what it says is the truth. */
    private Optional<String> remembered() {
        if (memory.isEmpty() || inPlace.isEmpty() || inPlace.get().isReadable()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SealedFile.read(memory.get()))
                    .filter(text -> COMMIT.matcher(text).matches());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Until {@link #release} this commit runs, whatever is in place. */
    public void hold(String commit) {
        held = Optional.of(commit);
    }

    public void release() {
        held = Optional.empty();
    }
}
