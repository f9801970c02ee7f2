package no.itagenten.fleet.agent.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What proc(5) tells of processes. */
public final class ProcFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ProcFiles.class);
    private static final int FIELD_STATE = 0;
    private static final int FIELD_PARENT = 1;
    private static final int FIELD_START = 19;

    private final Path proc;

    /** @param root the file system's root */
    public ProcFiles(Path root) {
        this.proc = root.resolve("proc");
    }

    /** The run that this process is now; empty if there is none, or nothing but its remains (a zombie). */
    Optional<RunRecord> run(long pid) {
        List<String> fields = stat(pid);
        if (fields.size() <= FIELD_START
                || fields.get(FIELD_STATE).equals("Z")
                || fields.get(FIELD_STATE).equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new RunRecord(pid, Long.parseLong(fields.get(FIELD_START)), bootId()));
    }

    boolean isRunning(RunRecord run) {
        return run(run.pid()).filter(run::equals).isPresent();
    }

    /** The topmost process that has this entry ({@code NAME=value}) in its environment. */
    Optional<RunRecord> findByEnvironment(String entry) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : entries) {
                long pid = Long.parseLong(String.valueOf(process.getFileName()));
                if (hasEnvironment(pid, entry) && !hasEnvironment(parent(pid), entry)) {
                    return run(pid);
                }
            }
        } catch (IOException e) {
            LOG.debug("The running processes cannot be listed: {}", e.getMessage());
        }
        return Optional.empty();
    }

    /** Every process, of those this user may look at, that has this entry ({@code NAME=value}) in its environment. */
    public List<Long> allByEnvironment(String entry) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid)
                    .filter(pid -> hasEnvironment(pid, entry))
                    .toList();
        }
    }

    String bootId() {
        try {
            return Files.readString(proc.resolve("sys/kernel/random/boot_id"), StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private long parent(long pid) {
        List<String> fields = stat(pid);
        return fields.size() > FIELD_PARENT ? Long.parseLong(fields.get(FIELD_PARENT)) : 0;
    }

    private boolean hasEnvironment(long pid, String entry) {
        try {
            String environment =
                    new String(Files.readAllBytes(proc.resolve(pid + "/environ")), StandardCharsets.ISO_8859_1);
            return Arrays.asList(environment.split("\0", -1)).contains(entry);
        } catch (IOException e) {
            return false; // another user's, or gone
        }
    }

    /** The fields after the program's name, which may itself contain spaces and parentheses. */
    private List<String> stat(long pid) {
        try {
            String stat = new String(Files.readAllBytes(proc.resolve(pid + "/stat")), StandardCharsets.ISO_8859_1);
            return List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
