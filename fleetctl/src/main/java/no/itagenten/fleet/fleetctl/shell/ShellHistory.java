package no.itagenten.fleet.fleetctl.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/** What was typed, a file for each context, for its owner alone. A line that seems to hold a secret is not kept. */
final class ShellHistory extends DefaultHistory {

    private static final int LINES = 2000;

    /** What is called a secret, and long words of letters and digits as programs make them; a git commit is public. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)(?:password|passwd|secret|token|authorization)\\s*[=:]\\s*\\S"
                    + "|(?i)\\bbearer\\s+\\S"
                    + "|(?<![A-Za-z0-9_+/-])(?![0-9a-f]{7,64}(?![A-Za-z0-9_+/-]))"
                    + "(?=[A-Za-z_+/-]*[0-9])(?=[0-9_+/-]*[A-Za-z])[A-Za-z0-9_+/-]{32,}");

    private final Path folder;

    ShellHistory(Path folder) {
        this.folder = folder;
    }

    /** The file of a context, made if it is not there; empty when it cannot be. */
    Optional<Path> fileOf(String context) {
        Path file = folder.resolve("history-" + context.replaceAll("[^A-Za-z0-9._-]", "_"));
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Optional.of(file);
        } catch (FileAlreadyExistsException e) {
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty(); // a shell without a memory is still a shell
        }
    }

    /** Goes on in this context's file. */
    void use(LineReader reader, String context) throws IOException {
        Optional<Path> file = fileOf(context);
        if (file.isEmpty() || file.get().equals(reader.getVariable(LineReader.HISTORY_FILE))) {
            return;
        }
        if (reader.getVariable(LineReader.HISTORY_FILE) != null) {
            save();
        }
        reader.setVariable(LineReader.HISTORY_FILE, file.get());
        reader.setVariable(LineReader.HISTORY_SIZE, LINES);
        reader.setVariable(LineReader.HISTORY_FILE_SIZE, LINES);
        load();
    }

    @Override
    public void add(Instant time, String line) {
        if (!SECRET.matcher(line).find()) {
            super.add(time, line);
        }
    }
}
