package no.itagenten.fleet.protocol.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseVersionTest {

    @Test
    void areOrderedAsReleasesFollowEachOther() {
        List<String> order = List.of(
                "0.9.0",
                "0.10.0",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-rc.2",
                "1.0.0-rc.10",
                "1.0.0",
                "1.0.1",
                "2.0.0");

        List<String> sorted = Stream.concat(
                        order.stream().skip(4), order.stream().limit(4))
                .map(ReleaseVersion::parse)
                .sorted()
                .map(ReleaseVersion::toString)
                .toList();

        assertThat(sorted).isEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "01.2.3",
                "1.2.3-",
                "1.2.3-..",
                "../1.2.3",
                "1.2.3/..",
                "1.2.3 ",
                "1.2.3-a/b",
                "v1.2.3"
            })
    void whatCouldLeadElsewhereIsNone(String text) {
        assertThatThrownBy(() -> ReleaseVersion.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
