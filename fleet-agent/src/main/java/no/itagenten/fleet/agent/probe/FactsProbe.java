package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceFacts;

/** What this machine is, from the kernel's and the distribution's files; never waits for a disk. Stateless. */
public final class FactsProbe {

    private final Path root;

    /** @param root the file system's root */
    public FactsProbe(Path root) {
        this.root = root;
    }

    /**
     * All but disks and addresses.
     *
     * @param architecture Java's name of it
     */
    public DeviceFacts facts(String architecture) {
        return new DeviceFacts(
                line("proc/sys/kernel/hostname").map(text -> shortened(text, 255)),
                line("proc/device-tree/model")
                        .or(() -> line("sys/class/dmi/id/product_name"))
                        .map(text -> shortened(text, 200)),
                osName().map(text -> shortened(text, 200)),
                line("proc/sys/kernel/osrelease").map(text -> shortened(text, 200)),
                Optional.of(shortened(kernelName(architecture), 50)),
                Optional.empty(),
                Optional.empty());
    }

    /** What is different after every boot. */
    public Optional<String> bootId() {
        return line("proc/sys/kernel/random/boot_id").map(text -> shortened(text, 100));
    }

    private Optional<String> osName() {
        return read("etc/os-release")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("PRETTY_NAME="))
                        .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                        .findFirst());
    }

    private Optional<String> line(String file) {
        // The device tree ends its texts with a NUL.
        return read(file).map(text -> text.replace("\0", "").strip()).filter(text -> !text.isEmpty());
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(root.resolve(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String kernelName(String javaName) {
        return javaName.equals("amd64") ? "x86_64" : javaName;
    }

    private static String shortened(String text, int maxChars) {
        return text.length() <= maxChars ? text : text.substring(0, maxChars);
    }
}
