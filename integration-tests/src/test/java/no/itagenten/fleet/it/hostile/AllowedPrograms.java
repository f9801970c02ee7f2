package no.itagenten.fleet.it.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The argument lists with which an agent, and what it starts, may start programs: literally, but for commits and names of refs in a
 * form that means nothing else.
 */
final class AllowedPrograms {

    private static final String COMMIT = "[0-9a-f]{40}";
    private static final String SHORT_COMMIT = "[0-9a-f]{7,64}";
    private static final String REF = "[A-Za-z0-9_][A-Za-z0-9_.+/#@-]{0,199}";
    private static final String KEPT = "refs/r58-fleet/kept/[0-9]+/" + COMMIT;
    private static final String FETCHED = "refs/r58-fleet/fetched";

    private final List<Pattern> allowed = new ArrayList<>();
    private final String checkout;
    private final String remote;

    AllowedPrograms(Victim victim) {
        checkout = exactly(victim.checkout());
        remote = exactly(victim.git().remote());
        itself(victim);
        machine();
        services();
        git();
        list("/bin/sh", exactly(victim.folder().resolve("post-update.sh")), exactly(victim.updates()));
    }

    boolean allow(List<String> arguments) {
        String whole = String.join("\n", arguments);
        return allowed.stream().anyMatch(pattern -> pattern.matcher(whole).matches());
    }

    /** Each argument is a regular expression; the list is whole. */
    private void list(String... arguments) {
        allowed.add(Pattern.compile(String.join("\n", arguments)));
    }

    private static String exactly(Object text) {
        return Pattern.quote(text.toString());
    }

    private void itself(Victim victim) {
        String configured = "--config\n" + exactly(victim.folder().resolve("agent/agent.conf"));
        list("/.*/bin/fleet-agent", configured);
        list(
                "/.*/bin/java(?:\n(?:-X\\S+|-Djava\\.awt\\.headless=true|--enable-native-access=ALL-UNNAMED))*",
                "-cp",
                "/.*/fleet-agent\\.jar",
                "no\\.itagenten\\.fleet\\.agent\\.AgentMain",
                configured);
        list("/.*/lib/jspawnhelper(?:\n[^\n]+)?", "[0-9:]+"); // by which Java starts programs
    }

    /** What the library asks that knows the machine's figures. */
    private void machine() {
        list("uname", "-o");
        list("/sbin/ldconfig", "-p");
        list("vcgencmd", "measure_temp");
        list("sync(?:\n-[df])?", "[^\n]+"); // what is on the disk has to stay there
    }

    private void services() {
        list(
                "systemctl",
                "show",
                "--no-pager",
                "--property=ActiveState,SubState,InvocationID,MainPID,NRestarts,StateChangeTimestamp",
                "--",
                Victim.SERVICE);
        list("systemctl", "(?:start|stop|restart)", "--no-ask-password", "--", Victim.SERVICE);
        String journal = "journalctl\n--no-pager\n--quiet";
        list(journal, "--lines=0", "--show-cursor");
        list(journal, "--output=json", "--output-fields=[A-Z_,]+", "--lines=100", "--unit=" + Victim.SERVICE);
    }

    private void git() {
        git("config", "--file", checkout + "/\\.git/config", "--no-includes", "--name-only", "--list");
        git("rev-parse", "--verify", "--quiet", "--end-of-options", "(?:HEAD|" + FETCHED + "/target)\\^\\{commit\\}");
        git("rev-parse", "--verify", "--quiet", "--end-of-options", SHORT_COMMIT + "\\^\\{commit\\}");
        git("status", "--porcelain=v1", "--untracked-files=no", "--ignore-submodules=all");
        git("symbolic-ref", "--quiet", "HEAD");
        git("ls-remote", "--quiet", "--", remote, "HEAD");
        String fetch = "fetch\n--quiet\n--no-tags\n--prune\n--force\n--no-auto-maintenance\n--no-recurse-submodules\n"
                + "--no-write-fetch-head\n--no-show-forced-updates\n--\n" + remote;
        git(fetch, "\\+refs/(?:heads|tags)/" + REF + ":" + FETCHED + "/target");
        git(fetch, exactly("+refs/heads/*:" + FETCHED + "/heads/*"), exactly("+refs/tags/*:" + FETCHED + "/tags/*"));
        git("for-each-ref", "--format=%\\(refname\\)", "refs/r58-fleet/kept");
        git("for-each-ref", "--count=1", "--contains=" + COMMIT, "--format=%\\(refname\\)", "refs/r58-fleet");
        git("update-ref", KEPT, COMMIT);
        git("update-ref", "-d", KEPT);
        git("merge-base", "--is-ancestor", COMMIT, COMMIT);
        git("log", "--no-decorate", "--format=%h %s", "--max-count=50", COMMIT + "\\.\\." + COMMIT, "--");
        git("checkout", "--quiet", "--detach", "--no-overwrite-ignore", COMMIT, "--");
        // What git starts for a remote that is a path: of these the agent's argument list decides.
        list("/bin/sh", "-c", "git-upload-pack '" + remote + "'", "git-upload-pack '" + remote + "'");
        list("git-upload-pack", remote);
        list("/.*/git", "rev-list", "--objects", "--stdin", "--not", "--all", "--quiet", "--alternate-refs");
        list("/.*/git", "(?:pack-objects|unpack-objects|index-pack)(?:\n--?[a-z_-]+(?:=[0-9A-Za-z ,:]+)?)*");
    }

    private void git(String... arguments) {
        String settings = Stream.of(
                        "core.hooksPath=/dev/null",
                        "core.fsmonitor=false",
                        "core.untrackedCache=false",
                        "core.attributesFile=/dev/null",
                        "core.excludesFile=/dev/null",
                        "protocol.allow=never",
                        "protocol.file.allow=always",
                        "submodule.recurse=false",
                        "fetch.recurseSubmodules=false",
                        "credential.helper=",
                        "gc.auto=0",
                        "maintenance.auto=false",
                        "advice.detachedHead=false",
                        "http.lowSpeedLimit=100",
                        "http.lowSpeedTime=60")
                .map(AllowedPrograms::exactly)
                .collect(Collectors.joining("|", "(?:\n-c\n(?:", "|safe\\.directory=" + checkout + "))+"));
        list(
                "git",
                "--git-dir=" + checkout + "/\\.git",
                "--work-tree=" + checkout + settings,
                String.join("\n", arguments));
    }
}
