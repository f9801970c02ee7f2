package no.itagenten.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigKeyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            heartbeat_interval | 5               | 5
            heartbeat_interval | ' 030 '         | 30
            heartbeat_interval | 3600            | 3600
            log_level          | WARNING         | warn
            log_level          | debug           | debug
            log_sources        | all             | all
            log_sources        | none            | none
            log_sources        | 'app , kernel,app' | app,kernel
            log_batch_seconds  | 1               | 1
            log_batch_seconds  | 60              | 60
            """)
    void bringsAValueIntoItsForm(String key, String value, String stored) {
        assertThat(ConfigKey.of(key).orElseThrow().parse(value)).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            heartbeat_interval | 4            | heartbeat_interval: must be a whole number from 5 to 3600
            heartbeat_interval | 3601         | heartbeat_interval: must be a whole number from 5 to 3600
            heartbeat_interval | 30s          | heartbeat_interval: must be a whole number from 5 to 3600
            heartbeat_interval | 99999999999  | heartbeat_interval: must be a whole number from 5 to 3600
            heartbeat_interval | ''           | heartbeat_interval: must be a whole number from 5 to 3600
            log_level          | loud         | log_level: a log level is debug, info, warn or error
            log_sources        | ''           | log_sources: must be all, none, or names separated by commas
            log_sources        | 'a,,b'       | log_sources: must be all, none, or names separated by commas
            log_sources        | /etc/passwd  | log_sources: must be all, none, or names separated by commas
            log_sources        | 'all,app'    | log_sources: all and none stand alone
            log_batch_seconds  | 0            | log_batch_seconds: must be a whole number from 1 to 60
            log_batch_seconds  | 61           | log_batch_seconds: must be a whole number from 1 to 60
            """)
    void saysWhyAValueDoesNotFit(String key, String value, String complaint) {
        assertThatThrownBy(() -> ConfigKey.of(key).orElseThrow().parse(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }

    @ParameterizedTest
    @EnumSource
    void takesItsOwnDefault(ConfigKey key) {
        assertThat(key.parse(key.defaultValue())).isEqualTo(key.defaultValue());
    }

    @Test
    void knowsNothingElse() {
        assertThat(ConfigKey.names()).isEqualTo("heartbeat_interval, log_level, log_sources, log_batch_seconds");
        assertThat(ConfigKey.of("FLEET_API_URL")).isEmpty();
        assertThat(ConfigKey.of("LOG_LEVEL")).isEmpty();
    }
}
