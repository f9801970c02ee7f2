package no.itagenten.fleet.agent.connection;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.Text;

/**
 * Puts messages together out of their parts, never more than {@link Protocol#MAX_MESSAGE_BYTES}, and notes every frame. The client
 * calls it from one thread at a time.
 */
final class FrameListener implements WebSocket.Listener {

    /** How the connection came to an end. */
    interface Ending {
        void ended(SessionEnd end);
    }

    private final Runnable onFrame;
    private final Consumer<String> onMessage;
    private final Ending ending;
    private final StringBuilder parts = new StringBuilder();
    private int partBytes;

    FrameListener(Runnable onFrame, Consumer<String> onMessage, Ending ending) {
        this.onFrame = onFrame;
        this.onMessage = onMessage;
        this.ending = ending;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        onFrame.run();
        String text = data.toString();
        partBytes += Text.utf8Length(text);
        if (partBytes > Protocol.MAX_MESSAGE_BYTES) {
            // Java's client does not let us send the fitting close code, 1009.
            socket.abort();
            ending.ended(
                    SessionEnd.lost("the server sent a message larger than " + Protocol.MAX_MESSAGE_BYTES + " bytes"));
            return null;
        }
        parts.append(text);
        if (last) {
            String message = parts.toString();
            parts.setLength(0);
            partBytes = 0;
            onMessage.accept(message);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        onFrame.run();
        socket.abort();
        ending.ended(SessionEnd.lost("the server sent a binary message, which the protocol does not have"));
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        onFrame.run();
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        onFrame.run();
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
        ending.ended(SessionEnd.closed(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        ending.ended(SessionEnd.lost(Reasons.of(error)));
    }
}
