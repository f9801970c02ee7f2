package no.itagenten.fleet.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import no.itagenten.fleet.protocol.LogLevel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineLevelTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-12-21 20:00:00,123 - app - ERROR - no signal | ERROR",
                "[warn] low light | WARN",
                "[2025-12-21 20:00:00] [INFO] ready | INFO",
                "WARNING: low | WARN",
                "DEBUG:root:details | DEBUG",
                "critical: out of disk | ERROR",
                "time=x level=warning msg=hot | WARN",
                "{\"level\":\"error\",\"msg\":\"x\"} | ERROR",
                "no errors were found | INFO",
                "plain text | INFO",
                "it says ERRORS here | INFO",
            })
    void readsTheWordsOfLoggers(String line, LogLevel level) {
        assertThat(LineLevel.of(line)).isEqualTo(level);
    }
}
