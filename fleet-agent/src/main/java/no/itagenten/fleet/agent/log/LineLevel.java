package no.itagenten.fleet.agent.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.itagenten.fleet.protocol.LogLevel;

/** Guesses how grave a line is from the words that loggers put near its beginning. */
final class LineLevel {

    private static final int SEARCHED_CHARS = 160;
    private static final Pattern LEVEL =
            Pattern.compile("\\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|CRIT|CRITICAL|FATAL|SEVERE)\\b"
                    + "|(?i:[\\[<(](trace|debug|info|notice|warn|warning|error|err|crit|critical|fatal|severe)[\\])>])"
                    + "|(?i:\"?\\blevel\"?[=:]\\s*\"?(trace|debug|info|notice|warn|warning|error|err|crit|critical|fatal)\\b)"
                    + "|^(?i:(debug|info|warn|warning|error|critical|fatal)):");

    private LineLevel() {}

    static LogLevel of(String line) {
        Matcher matcher = LEVEL.matcher(line.length() <= SEARCHED_CHARS ? line : line.substring(0, SEARCHED_CHARS));
        if (!matcher.find()) {
            return LogLevel.INFO;
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return LogLevel.of(matcher.group(group));
            }
        }
        return LogLevel.INFO;
    }
}
