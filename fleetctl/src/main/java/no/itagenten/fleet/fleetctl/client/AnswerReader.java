package no.itagenten.fleet.fleetctl.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the head of an HTTP/1.1 answer and finds where its body ends (RFC 9112, 6.3). The head is bounded. */
final class AnswerReader {

    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: (.*))?");

    private final InputStream in;
    private int read;

    private AnswerReader(InputStream in) {
        this.in = in;
    }

    static Answer read(InputStream in, AutoCloseable connection) throws IOException {
        return new AnswerReader(in).answer(connection);
    }

    private Answer answer(AutoCloseable connection) throws IOException {
        while (true) {
            Matcher statusLine = STATUS_LINE.matcher(line());
            if (!statusLine.matches()) {
                throw new NotHttpException("the answer does not begin as HTTP does");
            }
            int status = Integer.parseInt(statusLine.group(1));
            Map<String, String> headers = headers();
            if (status >= 200) {
                String reason = statusLine.group(2) == null ? "" : statusLine.group(2);
                return new Answer(status, reason, headers, body(status, headers), connection);
            }
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new NotHttpException("a header without a name");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private InputStream body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        String coding = headers.get("transfer-encoding");
        if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new NotHttpException("a transfer coding that was not asked for");
            }
            return new ChunkedBody(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new NotHttpException("a Content-Length that is no number");
        }
        return new SizedBody(in, Long.parseLong(length));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw read == 0
                        ? new EOFException("the connection was closed without an answer")
                        : new EOFException("the connection was closed in the middle of the answer's head");
            }
            if (++read > MAX_HEAD_BYTES) {
                throw new NotHttpException("the answer's head is larger than " + MAX_HEAD_BYTES + " bytes");
            }
            if (next == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            line.append((char) next);
        }
    }
}
