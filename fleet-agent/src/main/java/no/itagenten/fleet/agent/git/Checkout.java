package no.itagenten.fleet.agent.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import no.itagenten.fleet.agent.config.GitRemote;
import no.itagenten.fleet.agent.config.SignaturePolicy;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.ProcessOutcome;
import no.itagenten.fleet.agent.process.ProcessRunner;

/**
 * The application's git checkout on this device: its history and, unless it is a bare repository, its files. Local branches are never moved and local changes never overwritten, except where
 * a method says so. For one thread at a time.
 */
public final class Checkout {

    /** Stands where there is no commit, as git itself has it. */
    public static final String NO_COMMIT = "0".repeat(40);

    private static final Duration FETCH_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration SWITCH_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final String OURS = "refs/r58-fleet";
    private static final String FETCHED = OURS + "/fetched";
    private static final String BRANCH_PREFIX = "refs/heads/";

    private final GitPlace place;
    private final Optional<GitRemote> remote;
    private final GitRunner git;
    private final KeptCommits kept;

    /** @param home an empty folder of the agent's own */
    public Checkout(ProcessRunner processes, Path folder, Path home, Optional<GitRemote> remote) {
        this(processes, GitPlace.checkout(folder), home, remote);
    }

    /** @param home an empty folder of the agent's own */
    public Checkout(ProcessRunner processes, GitPlace place, Path home, Optional<GitRemote> remote) {
        this(processes, place, home, remote, Clock.systemUTC());
    }

    Checkout(ProcessRunner processes, GitPlace place, Path home, Optional<GitRemote> remote, Clock clock) {
        this.place = place;
        this.remote = remote;
        this.git = new GitRunner(processes, place, home, remote);
        this.kept = new KeptCommits(git, clock);
    }

    /** @throws GitException if there is no checkout, or it is one that git must not be let loose on */
    public void requireUsable() throws GitException, InterruptedException {
        if (!Files.isDirectory(place.commonDir(), LinkOption.NOFOLLOW_LINKS)) {
            throw new GitException(
                    place.folder() + " is no git checkout with a .git folder of its own; clone the application there");
        }
        Path config = place.commonDir().resolve("config");
        String names = git.run("config", "--file", config.toString(), "--no-includes", "--name-only", "--list");
        CheckoutConfig.requireHarmless(names, place.folder());
    }

    /** Makes an empty repository of the empty folder that the place's git folder is. */
    public void create() throws GitException, InterruptedException {
        git.run("init", "--quiet", "--bare", "--template=");
    }

    /** How much room the commit's files take on a disk, in bytes. */
    public long sizeOf(String commit) throws GitException, InterruptedException {
        TreeSize size = new TreeSize();
        ProcessOutcome outcome = git.outcome(
                GitRunner.QUICK, new Cancellation(), size, "ls-tree", "-r", "-l", "--full-tree", requireCommit(commit));
        if (!outcome.succeeded()) {
            throw new GitException("git ls-tree " + outcome.describe(), outcome.exitCode(), outcome.output());
        }
        return size.bytes();
    }

    /** The commit that is checked out, in full. */
    public String head() throws GitException, InterruptedException {
        return resolve("HEAD");
    }

    /** The local branch that is checked out; empty when it is a commit. */
    public Optional<String> branch() throws GitException, InterruptedException {
        ProcessOutcome outcome = git.outcome(GitRunner.QUICK, new Cancellation(), "symbolic-ref", "--quiet", "HEAD");
        String ref = outcome.output().strip();
        return outcome.succeeded() && ref.startsWith(BRANCH_PREFIX)
                ? Optional.of(ref.substring(BRANCH_PREFIX.length()))
                : Optional.empty();
    }

    /** Tracked files with changes that are in no commit; empty when the tree is clean. */
    public List<String> changedFiles() throws GitException, InterruptedException {
        String status = git.run("status", "--porcelain=v1", "--untracked-files=no", "--ignore-submodules=all");
        return status.lines()
                .filter(line -> line.length() > 3)
                .map(line -> line.substring(3))
                .toList();
    }

    /**
     * Writes the changes of tracked files that are in no commit to a file that is not there yet, for {@code git apply}, and has it
     * on the disk before it returns.
     */
    public void saveChanges(Path patch) throws GitException, InterruptedException {
        if (Files.exists(patch, LinkOption.NOFOLLOW_LINKS)) {
            throw new GitException(patch + " exists already");
        }
        git.run(
                SWITCH_TIMEOUT,
                new Cancellation(),
                "diff",
                "--binary",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules=all",
                "--output=" + patch,
                "HEAD",
                "--");
        try {
            AtomicFile.sync(patch);
        } catch (IOException e) {
            throw new GitException(patch + " cannot be written to the disk: " + e.getMessage());
        }
    }

    /** @throws GitException unless the configured remote answers within that time */
    public void askRemote(Duration within, Cancellation cancellation) throws GitException, InterruptedException {
        String url = remote.orElseThrow(() -> new GitException("APP_REMOTE is not set"))
                .url();
        git.run(within, cancellation, "ls-remote", "--quiet", "--", url, "HEAD");
    }

    /**
     * Whether the fetched target is signed as the device demands. Nothing but the device's own list of keys counts: not what the
     * repository's configuration, a keyring or another kind of signature says.
     *
     * @param commit what {@link #commitOf} found
     * @throws GitException if it is not; the message says what is missing
     */
    public void requireSigned(Target target, String commit, SignaturePolicy policy)
            throws GitException, InterruptedException {
        new Signatures(git, policy).require(target, requireCommit(commit), FETCHED + "/target");
    }

    /** Fetches what is needed for the target from the configured remote, into refs of the agent's own. */
    public void fetch(Target target, Cancellation cancellation) throws GitException, InterruptedException {
        String url = remote.orElseThrow(() -> new GitException("APP_REMOTE is not set"))
                .url();
        String[] refspecs = refspecs(target);
        String[] arguments = new String[11 + refspecs.length];
        System.arraycopy(
                new String[] {
                    "fetch",
                    "--quiet",
                    "--no-tags",
                    "--prune",
                    "--force",
                    "--no-auto-maintenance",
                    "--no-recurse-submodules",
                    "--no-write-fetch-head",
                    "--no-show-forced-updates",
                    "--",
                    url
                },
                0,
                arguments,
                0,
                11);
        System.arraycopy(refspecs, 0, arguments, 11, refspecs.length);
        git.run(FETCH_TIMEOUT, cancellation, arguments);
    }

    /**
     * The commit that the fetched target is, in full.
     *
     * @throws GitException if it is not there, is ambiguous, or is in none of the remote's branches and tags
     */
    public String commitOf(Target target) throws GitException, InterruptedException {
        if (!(target instanceof Target.Commit commit)) {
            return resolve(FETCHED + "/target");
        }
        String full = resolve(commit.id());
        if (!full.startsWith(commit.id())) {
            throw new GitException(
                    commit.id() + " is the name of something else in this checkout; give the whole commit id");
        }
        String containing = git.run(
                "for-each-ref",
                "--count=1",
                "--contains=" + full,
                "--format=%(refname)",
                FETCHED + "/heads",
                FETCHED + "/tags");
        if (containing.isBlank()) {
            throw new GitException("commit " + full + " is in no branch or tag of the configured remote");
        }
        return full;
    }

    /** @throws GitException unless the commit was fetched from the configured remote, or kept, for the fleet */
    public void requireOurs(String commit) throws GitException, InterruptedException {
        String containing = git.run(
                "for-each-ref", "--count=1", "--contains=" + requireCommit(commit), "--format=%(refname)", OURS);
        if (containing.isBlank()) {
            throw new GitException("commit " + commit + " was not fetched from the configured remote");
        }
    }

    /** Whether the newer commit contains the older one; a commit contains itself. */
    public boolean contains(String newer, String older) throws GitException, InterruptedException {
        ProcessOutcome outcome = git.outcome(
                GitRunner.QUICK,
                new Cancellation(),
                "merge-base",
                "--is-ancestor",
                requireCommit(older),
                requireCommit(newer));
        if (outcome.succeeded() || outcome.exitCode() == 1) {
            return outcome.succeeded();
        }
        throw new GitException("git merge-base " + outcome.describe(), outcome.exitCode(), outcome.output());
    }

    /**
     * What the one commit has and the other lacks, newest first, a line each: short id and subject. At most that many.
     *
     * @param from may be {@link #NO_COMMIT}, which lacks everything
     */
    public List<String> between(String from, String to, int most) throws GitException, InterruptedException {
        String lines = git.run(
                "log",
                "--no-decorate",
                "--format=%h %s",
                "--max-count=" + most,
                (from.equals(NO_COMMIT) ? "" : requireCommit(from) + "..") + requireCommit(to),
                "--");
        return lines.lines().toList();
    }

    /**
     * Keeps commits from being collected as garbage once nothing else holds them, for 30 days at most and until 20 others were kept
     * since.
     */
    public void keep(List<String> commits) throws GitException, InterruptedException {
        for (String commit : commits) {
            requireCommit(commit);
        }
        kept.keep(commits);
    }

    /** Puts the commit into the working tree, detached. Refused by git where a file that is not in a commit would be lost. */
    public void switchTo(String commit) throws GitException, InterruptedException {
        git.run(
                SWITCH_TIMEOUT,
                new Cancellation(),
                "checkout",
                "--quiet",
                "--detach",
                "--no-overwrite-ignore",
                requireCommit(commit),
                "--");
    }

    /**
     * The same after an interrupted switch, or over what a post-update program left behind: tracked files are overwritten. Only
     * for a tree that was clean before the agent touched it.
     */
    public void forceTo(String commit) throws GitException, InterruptedException {
        removeStaleLock();
        git.run(
                SWITCH_TIMEOUT,
                new Cancellation(),
                "checkout",
                "--quiet",
                "--detach",
                "--force",
                requireCommit(commit),
                "--");
    }

    /** Checks the branch out again if it still is at that commit; else nothing happens. */
    public void reattach(String branch, String commit) throws GitException, InterruptedException {
        ProcessOutcome outcome = git.outcome(
                GitRunner.QUICK,
                new Cancellation(),
                "rev-parse",
                "--verify",
                "--quiet",
                BRANCH_PREFIX + branch + "^{commit}");
        if (outcome.succeeded() && outcome.output().strip().equals(commit)) {
            git.run("symbolic-ref", "-m", "r58-fleet: rollback", "HEAD", BRANCH_PREFIX + branch);
        }
    }

    private String resolve(String revision) throws GitException, InterruptedException {
        ProcessOutcome outcome = git.outcome(
                GitRunner.QUICK,
                new Cancellation(),
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                revision + "^{commit}");
        String commit = outcome.output().strip();
        if (!outcome.succeeded() || !COMMIT.matcher(commit).matches()) {
            throw new GitException(
                    "there is no commit " + revision + " in " + place.folder(), outcome.exitCode(), outcome.output());
        }
        return commit;
    }

    /** A git of ours that was killed leaves its lock behind; one that still runs is given time to end. */
    private void removeStaleLock() throws GitException, InterruptedException {
        Path lock = place.gitDir().resolve("index.lock");
        Cancellation never = new Cancellation();
        for (long waited = 0; Files.exists(lock) && waited < LOCK_WAIT.toMillis(); waited += 200) {
            never.await(200);
        }
        try {
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            throw new GitException(lock + " cannot be removed: " + e.getMessage());
        }
    }

    private static String[] refspecs(Target target) {
        if (target instanceof Target.Branch branch) {
            return new String[] {"+" + BRANCH_PREFIX + branch.name() + ":" + FETCHED + "/target"};
        }
        if (target instanceof Target.Tag tag) {
            return new String[] {"+refs/tags/" + tag.name() + ":" + FETCHED + "/target"};
        }
        return new String[] {"+" + BRANCH_PREFIX + "*:" + FETCHED + "/heads/*", "+refs/tags/*:" + FETCHED + "/tags/*"};
    }

    private static String requireCommit(String commit) throws GitException {
        if (!COMMIT.matcher(commit).matches()) {
            throw new GitException("not a full commit id");
        }
        return commit;
    }
}
