package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLevelTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            debug, trace debug fine DEBUG
            info,  info notice INFO Info
            warn,  warn warning WARNING
            error, error err crit critical alert emerg fatal severe CRITICAL
            """)
    void understandsTheNamesOthersUse(String wireName, String names) {
        assertThat(names.split(" "))
                .allSatisfy(name -> assertThat(LogLevel.of(name).wireName()).isEqualTo(wireName));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "loud", "info ", "3", "ınfo"})
    void refusesAnyOther(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogLevel.of(name))
                .withMessage("a log level is debug, info, warn or error");
    }

    @ParameterizedTest
    @CsvSource({"0,error", "3,error", "4,warn", "5,info", "6,info", "7,debug"})
    void ranksSyslogPriorities(int priority, String wireName) {
        assertThat(LogLevel.ofSyslogPriority(priority).wireName()).isEqualTo(wireName);
    }

    @Test
    void isOrderedFromLeastToMostGrave() {
        assertThat(LogLevel.values())
                .extracting(level -> level.name().toLowerCase(Locale.ROOT))
                .containsExactly("debug", "info", "warn", "error");
    }
}
