package no.itagenten.fleet.agent;

import java.util.Optional;
import java.util.function.Consumer;
import no.itagenten.fleet.protocol.DeviceId;

/**
 * What the agent does, in one line for an operator on the device: the command that is under way, and whether the server is there.
 * Safe for several threads.
 */
final class StatusLine {

    private final String server;
    private final DeviceId device;
    private final Consumer<String> display;
    private boolean online;
    private boolean pending;
    private String shown = "";
    private Optional<String> command = Optional.empty();

    /** @param display takes each line that is another than before, and never blocks for long */
    StatusLine(String server, DeviceId device, Consumer<String> display) {
        this.server = server;
        this.device = device;
        this.display = display;
    }

    synchronized void online(boolean now) {
        online = now;
        pending = false;
        show();
    }

    /** @param now whether the server wants somebody to approve of this device first */
    synchronized void pending(boolean now) {
        pending = now;
        show();
    }

    /** @param running type and id, for example {@code restart cmd-1}; empty when there is none any more */
    synchronized void running(Optional<String> running) {
        command = running;
        show();
    }

    private void show() {
        String next = command.map(text -> "Running " + text + "; ").orElse("")
                + (online ? "Online at " : pending ? "Waits for approval at " : "Connecting to ")
                + server
                + " as "
                + device
                + (pending ? ": fleetctl device approve " + device : "");
        if (!next.equals(shown)) {
            shown = next;
            display.accept(next);
        }
    }
}
