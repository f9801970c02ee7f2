package no.itagenten.fleet.agent.gate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** On air while a file exists. */
record FileCheck(Path file) implements BusyCheck {

    @Override
    public Optional<Finding> look() {
        if (Files.exists(file)) {
            return Finding.busy(file + " exists");
        }
        return Files.notExists(file)
                ? Optional.empty()
                : Finding.unknown("whether " + file + " (BUSY_FILE) exists cannot be seen");
    }
}
