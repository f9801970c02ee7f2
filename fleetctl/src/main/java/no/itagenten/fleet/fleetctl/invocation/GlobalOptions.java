package no.itagenten.fleet.fleetctl.invocation;

import java.nio.file.Path;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.context.TargetChoice;
import picocli.CommandLine.Option;

/** The options that every command takes. */
public final class GlobalOptions {

    @Option(names = "--context", paramLabel = "CONTEXT", description = "Use this context instead of the current one.")
    private String context;

    @Option(names = "--url", paramLabel = "URL", description = "Address of the server.")
    private String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "Read the token from this file.")
    private Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "Trust the certificates in this file (PEM), too.")
    private Path caFile;

    @Option(names = "--insecure", description = "Allow http:// to another machine.")
    private boolean insecure;

    @Option(names = "--no-color", description = "No colours.")
    private boolean noColor;

    @Option(
            names = "--time",
            paramLabel = "STYLE",
            completionCandidates = TimeStyles.class,
            converter = TimeStyles.class,
            description = "How times are shown: relative (12 min ago), or iso (2026-11-23T19:00:00Z).")
    private TimeStyles.Style times;

    @Option(names = "--quiet", description = "Say nothing but errors; data is printed all the same.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Show what the server is asked, and what it answers; never a secret.")
    private boolean verbose;

    @Option(names = "--debug", description = "Show the whole story of an error.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** What they say about the server. */
    public TargetChoice target() {
        return new TargetChoice(
                Optional.ofNullable(context),
                Optional.ofNullable(url),
                Optional.ofNullable(tokenFile),
                Optional.ofNullable(caFile),
                insecure);
    }

    /** Whether colour is refused. */
    public boolean noColor() {
        return noColor;
    }

    /** Whether times are shown as ISO 8601 has them, in UTC. */
    public boolean isoTimes() {
        return times == TimeStyles.Style.ISO;
    }

    /** Whether only errors are said. */
    public boolean quiet() {
        return quiet;
    }

    /** Whether requests are shown. */
    public boolean verbose() {
        return verbose;
    }

    /** Whether errors come with stack traces. */
    public boolean debug() {
        return debug;
    }

    /** Whether help was asked for. */
    public boolean help() {
        return help;
    }
}
