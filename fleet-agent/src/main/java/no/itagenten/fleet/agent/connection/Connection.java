package no.itagenten.fleet.agent.connection;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import no.itagenten.fleet.agent.identity.Credential;
import no.itagenten.fleet.agent.identity.Enroller;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;
import no.itagenten.fleet.protocol.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one connection to the server, for ever: connects, serves it, waits, connects again. {@link #send} is for any thread. */
public final class Connection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** Less than the silence after which a connection is given up, so that one that was cut off counts. */
    private static final Duration STABLE_AFTER = Duration.ofSeconds(30);

    private static final Duration SERVER_RESTART_SPREAD = Duration.ofSeconds(5);
    private static final Duration REVOKED_LEAST = Duration.ofMinutes(1);
    private static final Duration REVOKED_SPREAD = Duration.ofMinutes(4);

    /** Somebody has to act, and then does not want to wait for long. */
    private static final Duration PENDING_LEAST = Duration.ofSeconds(20);

    private static final Duration PENDING_SPREAD = Duration.ofSeconds(20);

    /** More than a dial, an enrolment and the pause between two pings take together. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(3);

    private static final Duration JOIN_WITHIN = Duration.ofSeconds(2);

    private final DeviceId device;
    private final URI address;
    private final Connector connector;
    private final SessionHandler handler;
    private final Ticker time;
    private final Ticker ticker;
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::loop, "connection");
    private final AtomicLong frames = new AtomicLong();
    private volatile Outbox outbox;
    private volatile Live live;
    private volatile boolean resting = true;
    private volatile long pulse;

    private record Live(Session session, WebSocket socket) {}

    /** @param random numbers from 0 (inclusive) to 1 (exclusive), which spread the devices of a fleet over time */
    public Connection(
            DeviceId device,
            HttpClient http,
            URI address,
            Credential credential,
            Optional<Enroller> enroller,
            SessionHandler handler,
            Ticker ticker,
            DoubleSupplier random) {
        this.device = device;
        this.address = address;
        this.connector = new Connector(http, address, credential, enroller);
        this.handler = handler;
        this.time = ticker;
        this.ticker = () -> {
            long now = ticker.nanos();
            pulse = now;
            return now;
        };
        this.backoff = new Backoff(random);
    }

    public void start() {
        thread.start();
    }

    /** Hands a message to the connection, if there is one; else it is dropped, and told again when there is. */
    public void send(DeviceMessage message) {
        Outbox current = outbox;
        if (current != null) {
            current.add(message);
        }
    }

    /** How many frames servers that took us in have sent since the start: more than before means that the server is reached. */
    public long framesHeard() {
        return frames.get();
    }

    /** Has the server asked for a sign of life, if there is a connection. */
    public void ask() {
        Live current = live;
        if (current != null) {
            current.session().ask();
        }
    }

    /** Ends the connection, if there is one; the next is made at once. */
    public void reconnect() {
        Live current = live;
        if (current != null) {
            current.session().leave("a new connection is wanted");
        }
    }

    /**
     * Whether it is at work: its loop waits for the next try, or looked at the time of late. False before {@link #start} and after
     * {@link #close}.
     */
    public boolean isRunning() {
        return thread.isAlive() && (resting || time.nanos() - pulse < STUCK_AFTER.toNanos());
    }

    /** Takes leave of the server and stops; returns within about three seconds. */
    @Override
    public void close() {
        stopping.countDown();
        Live current = live;
        if (current != null) {
            current.session().close(current.socket());
        }
        thread.interrupt();
        try {
            thread.join(JOIN_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try {
            while (stopping.getCount() > 0) {
                Duration pause = connectAndServe();
                if (stopping.getCount() > 0) {
                    LOG.info("Trying again in {} ms", pause.toMillis());
                }
                resting = true;
                if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The connection's thread was told to stop");
        } catch (RuntimeException | Error e) {
            // Without its connection the agent is of no use: systemd starts it again.
            LOG.error("The connection's thread failed; the agent ends", e);
            Runtime.getRuntime().halt(1);
        }
    }

    /** One connection, from dialling to its end. Returns how long to wait before the next. */
    private Duration connectAndServe() throws InterruptedException {
        pulse = time.nanos();
        resting = false;
        Outbox fresh = new Outbox();
        Session session = new Session(device, handler, fresh, ticker, frames::incrementAndGet);
        WebSocket socket;
        outbox = fresh;
        try {
            socket = connector.connect(session.listener());
        } catch (ConnectFailedException e) {
            outbox = null;
            LOG.warn("No connection to {}: {}", address, e.getMessage());
            handler.refused(e.isPending());
            return e.isPending() ? PENDING_LEAST.plus(backoff.part(PENDING_SPREAD)) : backoff.next();
        }
        live = new Live(session, socket);
        long start = ticker.nanos();
        LOG.info("Connected to {}", address);
        try {
            SessionEnd end = session.run(socket);
            LOG.warn("The connection ended: {}", end.reason());
            return pauseAfter(end, session.wasWelcomed(), Duration.ofNanos(ticker.nanos() - start));
        } finally {
            live = null;
            outbox = null;
            handler.disconnected();
        }
    }

    private Duration pauseAfter(SessionEnd end, boolean welcomed, Duration lasted) {
        if (welcomed && lasted.compareTo(STABLE_AFTER) >= 0) {
            backoff.reset();
        } else if (welcomed) {
            backoff.ease();
        }
        return switch (end.closeCode()) {
            case Protocol.CLOSE_SERVICE_RESTART -> {
                backoff.reset();
                yield backoff.part(end.reconnectWithin().orElse(SERVER_RESTART_SPREAD));
            }
            case Protocol.CLOSE_REVOKED -> REVOKED_LEAST.plus(backoff.part(REVOKED_SPREAD));
            default -> backoff.next();
        };
    }
}
