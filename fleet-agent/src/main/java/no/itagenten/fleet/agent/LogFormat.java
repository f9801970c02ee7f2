package no.itagenten.fleet.agent;

import java.util.Map;

/** How the agent's own log looks on standard error. To be set before the first logger is made. */
final class LogFormat {

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private LogFormat() {}

    /** The journal has its own times; elsewhere lines begin with one. */
    static void apply(Map<String, String> environment) {
        set("showThreadName", "false");
        set("showShortLogName", "true");
        set("levelInBrackets", "true");
        if (!environment.containsKey("JOURNAL_STREAM")) {
            set("showDateTime", "true");
            set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        }
    }

    private static void set(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
