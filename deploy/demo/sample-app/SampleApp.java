import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands for the application of a video device: writes a numbered line to its log every so often, and answers over HTTP which
 * commit of its repository it is running. What it does comes from {@code settings.properties} beside it, so that a commit can
 * be a good or a bad release.
 *
 * <p>{@code java SampleApp.java PORT}
 */
public final class SampleApp {
    private final Properties settings;
    private final String commit;
    private final long pid = ProcessHandle.current().pid();
    private final AtomicLong lines = new AtomicLong();

    private SampleApp(Properties settings, String commit) {
        this.settings = settings;
        this.commit = commit;
    }

    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            fail("usage: java SampleApp.java PORT");
        }
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("settings.properties"))) {
            settings.load(reader);
        }
        new SampleApp(settings, checkedOutCommit()).run(Integer.parseInt(args[0]));
    }

    private void run(int port) throws IOException {
        long every = everyMillis();
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext("/", exchange -> answer(exchange, 200, description()));
        boolean healthy = Boolean.parseBoolean(settings.getProperty("healthy", "true"));
        http.createContext(
                "/health", exchange -> answer(exchange, healthy ? 200 : 503, healthy ? "well\n" : "no camera\n"));
        http.start();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(this::writeLine, 0, every, TimeUnit.MILLISECONDS);
    }

    /** The mistake of a bad release: a setting that the program cannot use, and so it ends. */
    private long everyMillis() {
        String text = settings.getProperty("line_every_ms");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return fail("settings.properties: line_every_ms must be a number, not '" + text + "'");
        }
    }

    private void writeLine() {
        System.out.println(settings.getProperty("title") + ": process " + pid + " line " + lines.incrementAndGet());
    }

    private String description() {
        return "{\"title\":\"" + settings.getProperty("title") + "\",\"commit\":\"" + commit + "\",\"pid\":" + pid + "}\n";
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Asked once, at the start: it is what this process runs, whatever is checked out later. */
    private static String checkedOutCommit() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? output : fail("this folder is no git checkout");
    }

    private static <T> T fail(String message) {
        System.out.println("ERROR " + message);
        System.exit(1);
        throw new IllegalStateException(message);
    }
}
