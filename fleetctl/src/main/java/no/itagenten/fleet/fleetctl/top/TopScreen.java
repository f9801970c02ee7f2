package no.itagenten.fleet.fleetctl.top;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.DeviceView;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal's second screen, while the fleet is shown on it. However it ends (a key, Ctrl-C, a failure, the program being
 * terminated), the first screen, the cursor and the keyboard are given back as they were. One thread runs it; any may cancel it.
 */
final class TopScreen {

    private static final Duration TICK = Duration.ofMillis(250);

    private final Terminal terminal;
    private final TopRenderer renderer;
    private final Cancellation cancellation;
    private final TopKeyboard keyboard;
    private Optional<Attributes> before = Optional.empty();
    private List<String> shown = List.of();
    private Size size = Size.of(0, 0);

    TopScreen(Terminal terminal, TopRenderer renderer, Cancellation cancellation) {
        this.terminal = terminal;
        this.renderer = renderer;
        this.cancellation = cancellation;
        this.keyboard = new TopKeyboard(terminal);
    }

    /** Shows the model until somebody has had enough. */
    @SuppressWarnings("try") // the registration is there to be closed
    ExitCode run(TopModel model, TopFeed feed) {
        Terminal.SignalHandler interrupt = terminal.handle(Terminal.Signal.INT, signal -> cancellation.cancel());
        TopKeys keys = new TopKeys(model);
        try (Cancellation.Registration ignored = cancellation.onCancel(this::leave)) {
            enter();
            while (!model.quit && !cancellation.isCancelled()) {
                feed.apply(model);
                feed.check();
                feed.watch(
                        model.view == TopModel.View.DETAIL ? model.selected().map(DeviceView::id) : Optional.empty());
                draw(model);
                int page = Math.max(1, size.getRows() - TopRenderer.AROUND);
                keyboard.read(TICK).ifPresent(pressed -> {
                    if (pressed.ended()) {
                        model.quit = true;
                    } else {
                        keys.press(pressed.key(), pressed.text(), page);
                    }
                });
            }
            return cancellation.isCancelled() ? ExitCode.INTERRUPTED : ExitCode.DONE;
        } finally {
            leave();
            terminal.handle(Terminal.Signal.INT, interrupt);
        }
    }

    private synchronized void enter() {
        if (!cancellation.isCancelled()) {
            before = Optional.of(terminal.enterRawMode());
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.keypad_xmit);
            terminal.puts(Capability.cursor_invisible);
            terminal.flush();
        }
    }

    private synchronized void leave() {
        before.ifPresent(attributes -> {
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(attributes);
        });
        before = Optional.empty();
    }

    /** In one piece, and only if something is different: nothing flickers, and a slow line is spared. */
    private synchronized void draw(TopModel model) {
        Size now = terminal.getSize();
        if (now.getRows() <= 0 || now.getColumns() <= 0) {
            now = Size.of(80, 24);
        }
        List<String> frame = renderer.frame(model, now.getRows(), now.getColumns());
        if (before.isEmpty() || (frame.equals(shown) && now.equals(size))) {
            return;
        }
        StringBuilder out = new StringBuilder("\u001b[H");
        for (int i = 0; i < frame.size(); i++) {
            out.append(i == 0 ? "" : "\r\n").append(frame.get(i)).append("\u001b[K");
        }
        terminal.writer().write(out.append("\u001b[J").toString());
        terminal.flush();
        shown = frame;
        size = now;
    }
}
