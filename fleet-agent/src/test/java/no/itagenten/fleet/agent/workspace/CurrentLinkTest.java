package no.itagenten.fleet.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentLinkTest {

    private static final String ONE = "1".repeat(40);
    private static final String TWO = "2".repeat(40);

    @TempDir
    Path folder;

    private CurrentLink link;

    @BeforeEach
    void twoReleases() throws Exception {
        for (String commit : new String[] {ONE, TWO}) {
            Files.writeString(
                    Files.createDirectories(folder.resolve("releases").resolve(commit))
                            .resolve("version"),
                    commit);
        }
        link = new CurrentLink(folder);
    }

    @Test
    void leadsToOneOrTheOtherAtEveryMoment() throws Exception {
        // given
        link.pointTo(ONE);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int read = 0;
            while (!ended.get() || read == 0) {
                assertThat(folder.resolve("current/version")).content().isIn(ONE, TWO);
                read++;
            }
            return read;
        });

        // when
        for (int i = 0; i < 50; i++) {
            link.pointTo(i % 2 == 0 ? TWO : ONE);
        }

        // then
        ended.set(true);
        assertThat(reader.get(20, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void isMadeOverWhatAPowerCutLeft() throws Exception {
        Files.createSymbolicLink(folder.resolve("current.new"), Path.of("nowhere"));

        link.pointTo(TWO);

        assertThat(link.commit()).contains(TWO);
        assertThat(folder.resolve("current.new")).doesNotExist();
    }

    @Test
    void countsAsNoneWhenItsReleaseIsGone() throws Exception {
        Files.createSymbolicLink(folder.resolve("current"), Path.of("releases", "3".repeat(40)));

        assertThat(link.commit()).isEmpty();
    }

    @Test
    void isNotBelievedWhenItLeadsElsewhere() throws Exception {
        Files.createSymbolicLink(folder.resolve("current"), Path.of("/etc"));

        assertThatThrownBy(() -> link.commit()).hasMessageContaining("leads to /etc and not to one of the releases");
    }

    @Test
    void isNotPutInThePlaceOfAFolder() throws Exception {
        Files.createDirectory(folder.resolve("current"));

        assertThatThrownBy(() -> link.commit()).hasMessageContaining("is no link; move it away");
    }
}
