package no.itagenten.fleet.agent.workspace;

import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.protocol.CommandId;

/** What somebody changed by hand in what runs: put aside before an update, never thrown away. */
final class LocalChanges {

    private final Layout layout;

    LocalChanges(Layout layout) {
        this.layout = layout;
    }

    /** Saves them, then takes them out of what runs. The patch is on the disk before anything is touched. */
    Optional<String> putAside(CommandId command) throws GitException, InterruptedException {
        Optional<Checkout> running = layout.running();
        if (running.isEmpty() || running.get().changedFiles().isEmpty()) {
            return Optional.empty();
        }
        Checkout checkout = running.get();
        Path patch = layout.patch("local-changes-" + command + ".patch");
        checkout.saveChanges(patch);
        checkout.forceTo(checkout.head());
        return Optional.of(patch.toString());
    }
}
