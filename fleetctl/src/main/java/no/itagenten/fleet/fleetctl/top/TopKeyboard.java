package no.itagenten.fleet.fleetctl.top;

import java.time.Duration;
import java.util.Optional;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** Reads keys, also those that terminals send as several characters. For one thread. */
final class TopKeyboard {

    /** After this long an escape is the key of that name, and not the beginning of another. */
    private static final long ESCAPE_MILLIS = 80;

    /**
     * A key.
     *
     * @param text what was typed
     * @param ended whether there will be no more
     */
    record Pressed(TopKey key, String text, boolean ended) {}

    private final BindingReader reader;
    private final KeyMap<TopKey> keys = new KeyMap<>();

    TopKeyboard(Terminal terminal) {
        reader = new BindingReader(terminal.reader());
        keys.setAmbiguousTimeout(ESCAPE_MILLIS);
        keys.setUnicode(TopKey.TEXT);
        // Without this a key that means nothing, Ctrl-C too, would be dropped, and the next one waited for with the
        // screen standing still.
        keys.setNomatch(TopKey.OTHER);
        keys.bind(TopKey.TEXT, KeyMap.range(" -~"));
        keys.bind(TopKey.ENTER, "\r", "\n");
        keys.bind(TopKey.ESCAPE, KeyMap.esc());
        keys.bind(TopKey.BACKSPACE, KeyMap.del(), "\b");
        bind(terminal, TopKey.UP, Capability.key_up, "\u001b[A", "\u001bOA");
        bind(terminal, TopKey.DOWN, Capability.key_down, "\u001b[B", "\u001bOB");
        bind(terminal, TopKey.PAGE_UP, Capability.key_ppage, "\u001b[5~");
        bind(terminal, TopKey.PAGE_DOWN, Capability.key_npage, "\u001b[6~");
        bind(terminal, TopKey.HOME, Capability.key_home, "\u001b[H", "\u001b[1~");
        bind(terminal, TopKey.END, Capability.key_end, "\u001b[F", "\u001b[4~");
    }

    private void bind(Terminal terminal, TopKey key, Capability capability, String... usual) {
        String own = KeyMap.key(terminal, capability);
        if (own != null) {
            keys.bind(key, own);
        }
        keys.bind(key, usual);
    }

    /** The next key, if one is pressed within that time. */
    Optional<Pressed> read(Duration atMost) {
        int next = reader.peekCharacter(atMost.toMillis());
        if (next == NonBlockingReader.READ_EXPIRED) {
            return Optional.empty();
        }
        TopKey key = next == NonBlockingReader.EOF ? null : reader.readBinding(keys);
        return Optional.of(new Pressed(key, key == null ? "" : reader.getLastBinding(), key == null));
    }
}
