package no.itagenten.fleet.fleetd.http;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Optional;
import no.itagenten.fleet.protocol.rest.ErrorCode;

/**
 * Refuses requests of which a proxy and this server could disagree where they end, or whose they are (RFC 9112, 11.2). Most of those
 * Undertow refuses by itself; this is the rest. Safe for any thread.
 */
final class StrictRequests implements HttpHandler {

    private final HttpHandler next;

    StrictRequests(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Optional<String> wrong = whatIsWrong(exchange);
        if (wrong.isPresent()) {
            exchange.setPersistent(false);
            Connectors.terminateRequest(exchange); // where it ends is what nobody can say, so none of it is read
            Answers.send(exchange, Answer.error(ErrorCode.BAD_REQUEST, wrong.get()));
            return;
        }
        if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
            exchange.setPersistent(
                    false); // Undertow takes what is not quite a chunk for one: let nothing come after it
        }
        next.handleRequest(exchange);
    }

    private static Optional<String> whatIsWrong(HttpServerExchange exchange) {
        HeaderValues encodings = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
        if (encodings != null && (encodings.size() != 1 || !encodings.getFirst().equalsIgnoreCase("chunked"))) {
            return Optional.of("the only Transfer-Encoding that is taken is 'chunked'");
        }
        HeaderValues credentials = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
        if (credentials != null && credentials.size() != 1) {
            return Optional.of("say once who you are: there are several 'Authorization' headers");
        }
        return Optional.empty();
    }
}
