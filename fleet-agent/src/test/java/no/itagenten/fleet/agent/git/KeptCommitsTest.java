package no.itagenten.fleet.agent.git;

import static no.itagenten.fleet.agent.git.GitFixture.git;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.process.LocalProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCommitsTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    private GitFixture repositories;

    @BeforeEach
    void aDevice() throws Exception {
        repositories = new GitFixture(folder);
    }

    @Test
    void letsGoOfWhatWasKeptLongerThanThirtyDaysAgo() throws Exception {
        List<String> commits = commits(3);
        keep(START, commits.get(0));
        keep(START.plus(Duration.ofDays(1)), commits.get(1));

        keep(START.plus(Duration.ofDays(30)).plusSeconds(1), commits.get(2));

        assertThat(kept()).containsExactlyInAnyOrder(commits.get(1), commits.get(2));
    }

    @Test
    void letsGoOfTheOldestOfMoreThanTwenty() throws Exception {
        List<String> commits = commits(22);
        for (int i = 0; i < 20; i++) {
            keep(START.plusSeconds(i), commits.get(i));
        }

        keep(START.plusSeconds(20), commits.get(20), commits.get(21));

        assertThat(kept()).containsExactlyInAnyOrderElementsOf(commits.subList(2, 22));
    }

    @Test
    void countsFromTheLastTimeACommitWasKept() throws Exception {
        List<String> commits = commits(2);
        keep(START, commits.get(0));
        keep(START.plus(Duration.ofDays(20)), commits.get(0));

        keep(START.plus(Duration.ofDays(40)), commits.get(1));

        assertThat(kept()).containsExactlyInAnyOrderElementsOf(commits);
    }

    @Test
    void letsGoFirstOfWhatAnEarlierVersionKeptWithoutATime() throws Exception {
        List<String> commits = commits(21);
        git(repositories.device, "update-ref", "refs/r58-fleet/kept/" + commits.get(0), commits.get(0));
        for (int i = 1; i < 20; i++) {
            keep(START.plusSeconds(i), commits.get(i));
        }

        keep(START.plusSeconds(20), commits.get(20));

        assertThat(kept()).containsExactlyInAnyOrderElementsOf(commits.subList(1, 21));
    }

    @Test
    void goesOnWhenOneCannotBeLetGo() throws Exception {
        List<String> commits = commits(2);
        keep(START, commits.get(0));
        Path ref = repositories.device.resolve(".git/refs/r58-fleet/kept/" + START.getEpochSecond());
        Files.createFile(ref.resolve(commits.get(0) + ".lock"));

        keep(START.plus(Duration.ofDays(31)), commits.get(1));

        assertThat(kept()).containsExactlyInAnyOrderElementsOf(commits);
    }

    /** Made on the device, where only their being there counts. */
    private List<String> commits(int count) throws Exception {
        List<String> commits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commits.add(git(repositories.device, "commit-tree", "HEAD^{tree}", "-m", "number " + i)
                    .strip());
        }
        return commits;
    }

    private void keep(Instant now, String... commits) throws Exception {
        new Checkout(
                        new LocalProcesses(),
                        GitPlace.checkout(repositories.device),
                        folder.resolve("home"),
                        Optional.of(repositories.configuredRemote()),
                        Clock.fixed(now, ZoneOffset.UTC))
                .keep(List.of(commits));
    }

    private List<String> kept() throws Exception {
        return git(repositories.device, "for-each-ref", "--format=%(objectname)", "refs/r58-fleet/kept")
                .lines()
                .toList();
    }
}
