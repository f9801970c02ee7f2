package no.itagenten.fleet.fleetctl.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import no.itagenten.fleet.fleetctl.io.Cancellation;
import no.itagenten.fleet.protocol.Protocol;

/**
 * HTTP/1.1 with one connection for each request, over plain sockets: Java's HttpURLConnection refuses PATCH and may send a POST
 * twice, and java.net.http would double a one-shot command's time. Cancellation closes what is open. Safe for any thread.
 */
public final class SocketTransport implements Transport {

    private final Endpoint endpoint;
    private final Optional<Path> caFile;
    private final Duration connectTimeout;
    private final Cancellation cancellation;

    /**
     * A transport to one server.
     *
     * @param caFile certificates (PEM) to trust besides Java's own
     */
    public SocketTransport(
            Endpoint endpoint, Optional<Path> caFile, Duration connectTimeout, Cancellation cancellation) {
        this.endpoint = endpoint;
        this.caFile = caFile;
        this.connectTimeout = connectTimeout;
        this.cancellation = cancellation;
    }

    @Override
    public Answer send(Request request) throws IOException {
        Socket socket = connect(request.silence());
        Cancellation.Registration registration = cancellation.onCancel(() -> closeQuietly(socket));
        AutoCloseable connection = () -> {
            registration.close();
            closeQuietly(socket);
        };
        try {
            write(request, socket.getOutputStream());
            InputStream in = new BufferedInputStream(socket.getInputStream());
            return AnswerReader.read(in, connection);
        } catch (IOException | RuntimeException e) {
            registration.close();
            closeQuietly(socket);
            throw e;
        }
    }

    private Socket connect(Duration silence) throws IOException {
        Socket plain = connectToAny(InetAddress.getAllByName(endpoint.host()));
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(Math.toIntExact(connectTimeout.toMillis()));
            Socket socket = endpoint.tls() ? secure(plain) : plain;
            socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
            return socket;
        } catch (IOException | RuntimeException e) {
            closeQuietly(plain);
            throw e;
        }
    }

    @SuppressWarnings("try") // the registration is there to be closed
    private Socket connectToAny(InetAddress[] addresses) throws IOException {
        IOException failure = null;
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try (Cancellation.Registration ignored = cancellation.onCancel(() -> closeQuietly(socket))) {
                socket.connect(
                        new InetSocketAddress(address, endpoint.port()), Math.toIntExact(connectTimeout.toMillis()));
                return socket;
            } catch (SocketTimeoutException e) {
                failure = new ConnectTimeoutException(e);
                closeQuietly(socket);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                closeQuietly(socket);
            }
        }
        throw failure == null ? new IOException("no address for " + endpoint.host()) : failure;
    }

    private Socket secure(Socket plain) throws IOException {
        SSLSocket socket =
                (SSLSocket) TlsTrust.factory(caFile).createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // else nobody compares the certificate's name
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SocketTimeoutException e) {
            throw new SSLException("the server did not answer the handshake", e);
        }
        return socket;
    }

    private void write(Request request, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(endpoint.basePath())
                .append(request.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(endpoint.authority())
                .append("\r\nUser-Agent: fleetctl/")
                .append(Protocol.softwareVersion())
                .append("\r\nConnection: close\r\n");
        request.headers()
                .forEach((name, value) -> head.append(name)
                        .append(": ")
                        .append(requireHeaderValue(value))
                        .append("\r\n"));
        byte[] body = request.body().orElse("").getBytes(StandardCharsets.UTF_8);
        if (request.body().isPresent()) {
            head.append("Content-Type: application/json\r\n");
        }
        if (!request.method().equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        byte[] headBytes = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, whole, 0, headBytes.length);
        System.arraycopy(body, 0, whole, headBytes.length, body.length);
        out.write(whole);
        out.flush();
    }

    private static String requireHeaderValue(String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("a header's value has a control character");
        }
        return value;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no more use either way
        }
    }
}
