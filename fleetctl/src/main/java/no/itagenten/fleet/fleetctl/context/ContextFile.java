package no.itagenten.fleet.fleetctl.context;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;

/** {@code config.json}: the contexts on disk, readable by their owner alone, replaced whole or not at all. */
public final class ContextFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");
    private static final int MAX_BYTES = 1 << 20;

    private final Optional<Path> file;

    /** The file in this folder, if there can be one. Nothing is touched yet. */
    public ContextFile(Optional<Path> folder) {
        this.file = folder.map(path -> path.resolve("config.json"));
    }

    /** The file in this folder. Nothing is touched yet. */
    public ContextFile(Path folder) {
        this(Optional.of(folder));
    }

    /** Where it is, if there can be one. */
    public Optional<Path> path() {
        return file;
    }

    /**
     * What it holds; nothing when it is not there.
     *
     * @throws Problem if it is damaged; it stays as it is
     */
    public Contexts read() {
        return file.map(ContextFile::read).orElse(Contexts.NONE);
    }

    private static Contexts read(Path file) {
        String json;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw damaged(file, "it is larger than " + MAX_BYTES + " bytes", null);
            }
            json = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Contexts.NONE;
        } catch (CharacterCodingException e) {
            throw damaged(file, "it is not UTF-8 text", e);
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.FAILED, "cannot read " + file + ": " + reason(e, file), "Check who owns it.", e);
        }
        try {
            return WireJson.decode(json, Contexts.class);
        } catch (ProtocolException e) {
            throw damaged(file, e.getMessage() + place(e), e);
        }
    }

    private static Problem damaged(Path file, String detail, Exception cause) {
        return new Problem(
                Problem.Kind.FAILED,
                file + " is damaged: " + detail,
                "Repair it by hand, or move it away and log in again. It was left as it is.",
                cause);
    }

    private static String place(ProtocolException failure) {
        if (failure.getCause() == null || failure.getCause().getMessage() == null) {
            return "";
        }
        Matcher place = PLACE.matcher(failure.getCause().getMessage());
        return place.find() ? " (line " + place.group(1) + ", column " + place.group(2) + ")" : "";
    }

    /** A warning when others could read the secrets in it. */
    public Optional<String> warning() {
        return file.flatMap(ContextFile::warning);
    }

    private static Optional<String> warning(Path file) {
        try {
            Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
            permissions.addAll(Files.getPosixFilePermissions(file));
            permissions.removeAll(OWNER_FOLDER);
            return permissions.isEmpty()
                    ? Optional.empty()
                    : Optional.of("others can read " + file + ", which holds tokens. Close it with: chmod 600 " + file);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // not there, or a file system without permissions
        }
    }

    /**
     * Does something with the file that nobody else on this machine does at the same time: whoever writes what follows from what
     * was read.
     *
     * @throws Problem if it cannot be locked
     */
    public <T> T exclusively(Supplier<T> task) {
        Path place = place();
        try {
            createFolder(place.getParent());
            return new FileGuard(place.resolveSibling(place.getFileName() + ".lock"), attribute(OWNER_ONLY))
                    .exclusively(task);
        } catch (IOException e) {
            throw unwritable(place, e);
        }
    }

    /** Puts in its place what becomes of what is there now, and gives that back. */
    public Contexts update(UnaryOperator<Contexts> change) {
        return exclusively(() -> {
            Contexts after = change.apply(read());
            write(after);
            return after;
        });
    }

    /**
     * Puts this in its place. The new file is never readable by others, not even for a moment.
     *
     * @throws Problem if it cannot be written; what was there stays
     */
    public void write(Contexts contexts) {
        Path place = place();
        try {
            write(place, contexts);
        } catch (IOException e) {
            throw unwritable(place, e);
        }
    }

    private Path place() {
        return file.orElseThrow(
                () -> new Problem(
                        Problem.Kind.FAILED,
                        "there is no home folder to keep contexts in",
                        "Set XDG_CONFIG_HOME, or go without: R58_FLEET_URL and R58_FLEET_TOKEN_FILE say which server is meant."));
    }

    private static Problem unwritable(Path place, IOException cause) {
        return new Problem(
                Problem.Kind.FAILED,
                "cannot write " + place + ": " + reason(cause, place),
                "Check who owns the folder and the space on the disk, or set XDG_CONFIG_HOME to a folder of your own.",
                cause);
    }

    private static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder)) {
            try {
                Files.createDirectory(folder, attribute(OWNER_FOLDER));
            } catch (FileAlreadyExistsException e) {
                // another fleetctl was faster
            }
        }
    }

    private static void write(Path file, Contexts contexts) throws IOException {
        Path folder = file.getParent();
        Path fresh = folder.resolve("config.json." + ProcessHandle.current().pid() + ".new");
        createFolder(folder);
        Files.deleteIfExists(fresh);
        writeFlushed(fresh, WireJson.encodePretty(contexts) + "\n");
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** In words: what Java says of a refusal is the name of the file alone. */
    private static String reason(IOException failure, Path file) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileSystemException detailed && detailed.getReason() != null) {
            return detailed.getReason();
        }
        return failure instanceof FileAlreadyExistsException
                ? "a folder in its path is a file"
                : String.valueOf(failure.getMessage()).replace(file + ": ", "");
    }

    private static void writeFlushed(Path fresh, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }
}
