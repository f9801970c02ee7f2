package no.itagenten.fleet.it.hostile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every program that an agent and its children start, or try to, with the whole argument list, as the kernel is asked for it. Takes
 * strace(1); without it the test is skipped, but never in continuous integration.
 */
final class ExecTrace {

    private static final Path STRACE = Path.of("/usr/bin/strace");
    private static final Pattern EXECVE = Pattern.compile("execve\\(\"((?:[^\"\\\\]|\\\\.)*)\", \\[(.*?)\\], 0x");
    private static final Pattern ARGUMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"(\\.\\.\\.)?");

    private final Path file;

    /** @param file gets the trace */
    ExecTrace(Path file) {
        assumeTrue(Files.isExecutable(STRACE) || System.getenv("CI") != null, "strace is installed");
        this.file = file;
    }

    /** The program that starts the agent. */
    List<String> program() {
        return List.of(
                STRACE.toString(),
                "--follow-forks",
                // Stops at what is traced alone: else each system call of the agent stops, and it is many times slower.
                "--seccomp-bpf",
                "--quiet=all",
                "--trace=execve,execveat",
                "--signal=none",
                "--string-limit=4096",
                "--output=" + file);
    }

    /** The argument lists so far, with what is special in them written as C would, each once. */
    List<List<String>> argumentLists() throws IOException {
        List<List<String>> all = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (!line.contains("execve")) {
                continue;
            }
            Matcher call = EXECVE.matcher(line);
            List<String> arguments = new ArrayList<>();
            if (call.find()) {
                Matcher argument = ARGUMENT.matcher(call.group(2));
                while (argument.find()) {
                    arguments.add(argument.group(1));
                }
            } else if (!line.contains("resumed>")) {
                arguments.add(line); // which nothing allows
            }
            if (!arguments.isEmpty() && !all.contains(arguments)) {
                all.add(arguments);
            }
        }
        return all;
    }
}
