package no.itagenten.fleet.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The release that the link {@code current} leads to: its folder bears the commit's name. */
final class LinkedRelease implements CommitInPlace {

    private static final Pattern TARGET = Pattern.compile("releases/([0-9a-f]{40}(?:[0-9a-f]{24})?)");

    private final Path folder;

    LinkedRelease(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<String> commit() {
        try {
            Path link = folder.resolve("current");
            return Files.isSymbolicLink(link)
                    ? Optional.of(TARGET.matcher(Files.readSymbolicLink(link).toString()))
                            .filter(target -> target.matches())
                            .map(target -> target.group(1))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isReadable() {
        return Files.isExecutable(folder);
    }
}
