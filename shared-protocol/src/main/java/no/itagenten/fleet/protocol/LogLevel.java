package no.itagenten.fleet.protocol;

import java.util.Locale;

/** How grave a log line is, least first. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /**
     * Understands the names that loggers, Python and syslog use, in any case: {@code warning}, {@code critical}, {@code notice}
     * and so on.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static LogLevel of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "trace", "debug", "fine" -> DEBUG;
            case "info", "notice" -> INFO;
            case "warn", "warning" -> WARN;
            case "error", "err", "crit", "critical", "alert", "emerg", "fatal", "severe" -> ERROR;
            default -> throw new IllegalArgumentException("a log level is debug, info, warn or error");
        };
    }

    /** The level of a syslog priority, 0 (emergency) to 7 (debug) (RFC 5424, 6.2.1). */
    public static LogLevel ofSyslogPriority(int priority) {
        return priority <= 3 ? ERROR : priority == 4 ? WARN : priority <= 6 ? INFO : DEBUG;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
