package no.itagenten.fleet.fleetctl.client;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Tells of each request and of what came of it, for {@code --verbose}. Never a header and never a body: there are passwords and tokens
 * in those. Safe for any thread.
 */
public final class TalkingTransport implements Transport {

    private final Transport next;
    private final Endpoint endpoint;
    private final Consumer<String> say;

    /** @param say takes a line, in which there may be whatever the server said */
    public TalkingTransport(Transport next, Endpoint endpoint, Consumer<String> say) {
        this.next = next;
        this.endpoint = endpoint;
        this.say = say;
    }

    @Override
    public Answer send(Request request) throws IOException {
        String asked = request.method() + " " + endpoint.url() + request.path();
        say.accept("> " + asked);
        long begun = System.nanoTime();
        try {
            Answer answer = next.send(request);
            say.accept("< " + answer.status() + " " + answer.reason()
                    + answer.header("content-type").map(type -> ", " + type).orElse("") + after(begun));
            return answer;
        } catch (IOException e) {
            say.accept("< no answer: " + e.getMessage() + after(begun));
            throw e;
        }
    }

    private static String after(long begun) {
        return ", after " + (System.nanoTime() - begun) / 1_000_000 + " ms";
    }
}
