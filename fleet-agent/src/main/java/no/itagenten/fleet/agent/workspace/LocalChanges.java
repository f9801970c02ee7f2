package no.itagenten.fleet.agent.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.protocol.CommandId;

/** What somebody changed in the checkout by hand: put aside before an update, never thrown away. */
final class LocalChanges {

    private final Path folder;
    private final Checkout checkout;

    LocalChanges(Path folder, Checkout checkout) {
        this.folder = folder;
        this.checkout = checkout;
    }

    /** Saves them, then takes them out of the checkout. The patch is on the disk before anything is touched. */
    Optional<String> putAside(CommandId command) throws GitException, InterruptedException {
        if (checkout.changedFiles().isEmpty()) {
            return Optional.empty();
        }
        Path patch = place(command);
        checkout.saveChanges(patch);
        checkout.forceTo(checkout.head());
        return Optional.of(patch.toString());
    }

    /** Beside the checkout; where its owner may not write there, in its .git folder, which no switch touches. */
    private Path place(CommandId command) {
        Path parent = folder.toAbsolutePath().getParent();
        String name = "local-changes-" + command + ".patch";
        return parent != null && Files.isWritable(parent)
                ? parent.resolve(folder.getFileName() + "-" + name)
                : folder.resolve(".git").resolve(name);
    }
}
