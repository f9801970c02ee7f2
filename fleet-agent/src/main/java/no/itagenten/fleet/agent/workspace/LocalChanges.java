package no.itagenten.fleet.agent.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.GitException;
import no.itagenten.fleet.protocol.CommandId;

/** What somebody changed by hand in what runs: put aside before an update, never thrown away. */
final class LocalChanges {

    private static final int FILES_NAMED = 5;

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

    /** @throws GitException if there are any, which names them and what may be done about them */
    static void requireNone(Checkout files, Path folder) throws GitException, InterruptedException {
        List<String> changed = files.changedFiles();
        if (!changed.isEmpty()) {
            String more = changed.size() > FILES_NAMED ? " and " + (changed.size() - FILES_NAMED) + " more" : "";
            String names = String.join(", ", changed.stream().limit(FILES_NAMED).toList());
            throw new GitException("there are local changes in " + folder + " that an update would lose: " + names
                    + more + "; commit them or take them back, or have them saved as a patch (--force)");
        }
    }
}
