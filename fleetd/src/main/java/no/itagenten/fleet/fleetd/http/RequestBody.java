package no.itagenten.fleet.fleetd.http;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.Text;
import no.itagenten.fleet.protocol.rest.ErrorCode;

/** Reads a request's body whole, without blocking a thread however slowly it comes, and never more than 1 MiB of it. */
final class RequestBody {

    static final int MAX_BYTES = 1024 * 1024;

    private RequestBody() {}

    static void read(HttpServerExchange exchange, Consumer<String> next) {
        if (exchange.getRequestContentLength() > MAX_BYTES) {
            tooLarge(exchange);
            return;
        }
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(MAX_BYTES);
        receiver.receiveFullBytes((finished, bytes) -> decoded(finished, bytes, next), (failed, error) -> {
            if (error instanceof Receiver.RequestToLargeException) {
                tooLarge(failed);
            } else {
                failed.setPersistent(false);
                failed.endExchange(); // the client went away
            }
        });
    }

    private static void decoded(HttpServerExchange exchange, byte[] bytes, Consumer<String> next) {
        if (bytes.length > 0 && !isJson(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))) {
            Answers.send(
                    exchange,
                    Answer.error(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send the body as Content-Type: application/json"));
            return;
        }
        try {
            next.accept(Text.decodeUtf8(ByteBuffer.wrap(bytes)));
        } catch (ProtocolException e) {
            Answers.send(exchange, Answer.error(ErrorCode.MALFORMED_JSON, "the request's body: " + e.getMessage()));
        }
    }

    private static boolean isJson(String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    /** The connection stays: what the client still sends is drained, where closing would turn this answer into a reset. */
    private static void tooLarge(HttpServerExchange exchange) {
        Answers.send(exchange, Answer.error(ErrorCode.PAYLOAD_TOO_LARGE, "a request's body has at most 1 MiB"));
    }
}
