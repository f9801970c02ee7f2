package no.itagenten.fleet.agent.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import no.itagenten.fleet.protocol.LogLine;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a log file through rotation: one that is renamed is read to its end before the new one is begun, one that is emptied is
 * read from its beginning. For one thread.
 */
final class FileFollower implements LogSource {

    private static final Logger LOG = LoggerFactory.getLogger(FileFollower.class);

    /** A program goes on writing into the renamed file until it notices. */
    private static final Duration ROTATION_GRACE = Duration.ofSeconds(5);

    private final String name;
    private final Path path;
    private final LogAccess access;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private FilePosition start;
    private Optional<OpenFile> open = Optional.empty();
    private Optional<Long> rotationSeen = Optional.empty();
    private boolean complained;
    private final Gap gap = new Gap();

    /** @param start from where to read; see {@link #initialPosition} */
    FileFollower(String name, Path path, LogAccess access, FilePosition start, Clock clock, LongSupplier nanoTime) {
        this.name = name;
        this.path = path;
        this.access = access;
        this.start = start;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** For a file that was never followed: its end if it is there, else the beginning of the one to come. */
    static FilePosition initialPosition(Path path) {
        try {
            return Files.exists(path)
                    ? new FilePosition(OpenFile.keyOf(path), Files.size(path))
                    : FilePosition.BEFORE_FIRST;
        } catch (IOException e) {
            return FilePosition.BEFORE_FIRST;
        }
    }

    @Override
    public Optional<Line> next() {
        return gap.next(this::take, open.map(OpenFile::position).orElse(start).text());
    }

    private Optional<Line> take() {
        try {
            if (open.isEmpty() && !openFile()) {
                return Optional.empty();
            }
            Optional<String> line = open.orElseThrow().nextLine();
            if (line.isEmpty()) {
                line = atEnd(open.orElseThrow());
            }
            complained = false;
            return line.map(this::asLine);
        } catch (IOException e) {
            if (!complained) {
                LOG.warn("Log file {} cannot be read: {}", path, e.getMessage());
                complained = true;
            }
            close();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (open.isPresent()) {
            start = open.get().position();
            closeFile(open.get());
        }
    }

    private boolean openFile() throws IOException {
        Optional<Path> now =
                start.file().isEmpty() ? Optional.of(path).filter(Files::exists) : OpenFile.find(path, start.file());
        long offset = start.offset();
        if (now.isEmpty() && Files.exists(path)) {
            LOG.warn("Log file {} was rotated away before it was read to its end", path);
            gap.open("the file was rotated away before it was read to its end");
            now = Optional.of(path);
            offset = 0;
        }
        if (now.isEmpty()) {
            return false;
        }
        open = Optional.of(OpenFile.open(access, now.get(), offset));
        return true;
    }

    /** Nothing more to read now: is this still the file that the program writes? */
    private Optional<String> atEnd(OpenFile file) throws IOException {
        if (file.wasTruncated()) {
            LOG.info("Log file {} was emptied and is read from its beginning", path);
            return file.nextLine();
        }
        if (!Files.exists(path) || OpenFile.keyOf(path).equals(file.key())) {
            rotationSeen = Optional.empty();
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        if (rotationSeen.isEmpty()) {
            rotationSeen = Optional.of(now);
        }
        boolean newOneInUse = Files.size(path) > 0;
        if (!newOneInUse && now - rotationSeen.get() < ROTATION_GRACE.toNanos()) {
            return Optional.empty();
        }
        Optional<String> late = file.nextLine();
        if (late.isPresent()) {
            return late;
        }
        Optional<String> rest = file.rest();
        if (rest.isPresent()) {
            return rest;
        }
        closeFile(file);
        rotationSeen = Optional.empty();
        open = Optional.of(OpenFile.open(access, path, 0));
        return open.get().nextLine();
    }

    private Line asLine(String text) {
        String message = Text.cut(text, Protocol.MAX_LOG_MESSAGE_BYTES);
        LogLine line = new LogLine(
                Optional.of(LineTime.of(text).orElseGet(clock::instant)),
                LineLevel.of(text),
                Optional.of(name),
                message);
        return new Line(name, line, open.orElseThrow().position().text());
    }

    private void closeFile(OpenFile file) {
        open = Optional.empty();
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("Log file {} could not be closed: {}", path, e.getMessage());
        }
    }
}
