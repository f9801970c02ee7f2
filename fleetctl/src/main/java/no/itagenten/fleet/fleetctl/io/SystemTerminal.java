package no.itagenten.fleet.fleetctl.io;

import java.nio.charset.StandardCharsets;
import org.jline.terminal.TerminalBuilder;

/** The terminal that somebody sits at, for what reads single keys and draws on it. */
public final class SystemTerminal {

    private SystemTerminal() {}

    /**
     * Opens it, for somebody to close.
     *
     * <p>The terminal is asked nothing: JLine would ask it for its cursor, to find out how wide it draws emoji, wait a fifth of a second and
     * throw away what is typed meanwhile. Over a slow line the answer comes later, and would stand in the line as if it had been typed.
     */
    public static TerminalBuilder builder() {
        return TerminalBuilder.builder()
                .name("fleetctl")
                .encoding(StandardCharsets.UTF_8)
                .system(true)
                .graphemeCluster(false);
    }
}
