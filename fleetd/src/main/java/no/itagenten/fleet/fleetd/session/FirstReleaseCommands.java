package no.itagenten.fleet.fleetd.session;

import java.util.Optional;
import no.itagenten.fleet.protocol.DeviceCommand;
import no.itagenten.fleet.protocol.Restart;
import no.itagenten.fleet.protocol.Update;

/** Commands in the words of the first release: no terms and no options, and an update always names what to. */
final class FirstReleaseCommands {

    private static final String ITS_BRANCH = "main";

    private FirstReleaseCommands() {}

    static DeviceCommand of(DeviceCommand command) {
        if (command instanceof Restart restart) {
            return new Restart(restart.commandId(), restart.service());
        }
        if (command instanceof Update update) {
            boolean named = update.branch().isPresent()
                    || update.tag().isPresent()
                    || update.commit().isPresent();
            return new Update(
                    update.commandId(),
                    named ? update.branch() : Optional.of(ITS_BRANCH),
                    update.tag(),
                    update.commit());
        }
        return command; // not understood, and so never sent
    }
}
