package no.itagenten.fleet.agent.git;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commits that updates went from and to, held by refs so that git does not collect them as garbage: a way back must not need
 * the network. The newest {@value #MOST} of the last 30 days are held. When one was last kept stands in its ref's name, because git
 * does not say.
 */
final class KeptCommits {

    private static final Logger LOG = LoggerFactory.getLogger(KeptCommits.class);

    static final int MOST = 20;
    static final Duration LONGEST = Duration.ofDays(30);

    private static final String KEPT = "refs/r58-fleet/kept";
    /** Agents of earlier versions wrote no time. */
    private static final Pattern REF = Pattern.compile(KEPT + "/(?:([0-9]{1,12})/)?([0-9a-f]{40}(?:[0-9a-f]{24})?)");

    private final GitRunner git;
    private final Clock clock;

    private record Kept(String ref, String commit, Optional<Instant> since) {}

    KeptCommits(GitRunner git, Clock clock) {
        this.git = git;
        this.clock = clock;
    }

    /** Holds these, and lets go of those that are too old or too many; never of these. */
    void keep(List<String> commits) throws GitException, InterruptedException {
        Instant now = clock.instant();
        List<String> ours = new ArrayList<>();
        for (String commit : commits) {
            String ref = KEPT + "/" + now.getEpochSecond() + "/" + commit;
            git.run("update-ref", ref, commit);
            ours.add(ref);
        }
        Set<String> seen = new HashSet<>(commits);
        for (Kept kept : others(ours)) {
            boolean again = !seen.add(kept.commit());
            boolean old = kept.since()
                    .filter(since -> since.isBefore(now.minus(LONGEST)))
                    .isPresent();
            if (again || old || seen.size() > MOST) {
                letGo(kept.ref());
                if (!again) {
                    seen.remove(kept.commit());
                }
            }
        }
    }

    /** One that stays, as behind the lock of a git that was killed, is no reason against an update. */
    private void letGo(String ref) throws InterruptedException {
        try {
            git.run("update-ref", "-d", ref);
        } catch (GitException e) {
            LOG.warn("{} stays: {}", ref, e.getMessage());
        }
    }

    /** Newest first; those of which no time is known come last. */
    private List<Kept> others(List<String> ours) throws GitException, InterruptedException {
        List<Kept> all = new ArrayList<>();
        for (String ref : git.run("for-each-ref", "--format=%(refname)", KEPT)
                .lines()
                .map(String::strip)
                .filter(ref -> !ours.contains(ref))
                .toList()) {
            Matcher parts = REF.matcher(ref);
            if (parts.matches()) {
                Optional<Instant> since =
                        Optional.ofNullable(parts.group(1)).map(Long::parseLong).map(Instant::ofEpochSecond);
                all.add(new Kept(ref, parts.group(2), since));
            }
        }
        all.sort(Comparator.comparing((Kept kept) -> kept.since().orElse(Instant.EPOCH))
                .reversed());
        return all;
    }
}
