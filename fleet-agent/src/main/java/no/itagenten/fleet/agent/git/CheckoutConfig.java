package no.itagenten.fleet.agent.git;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which settings a checkout may have of its own. Many of git's make it run programs, read other files or go to other places; only
 * those that are known to do no such thing pass.
 */
final class CheckoutConfig {

    /** A remote's name may not look like a URL or a path: git takes what it is told to fetch from for a name first. */
    private static final Pattern ALLOWED = Pattern.compile(
            "core\\.(repositoryformatversion|filemode|bare|logallrefupdates|symlinks|ignorecase|precomposeunicode)"
                    + "|extensions\\.objectformat"
                    + "|remote\\.[a-z0-9_-]+\\.(url|pushurl|fetch|push|tagopt|prune)"
                    + "|branch\\..+\\.(remote|pushremote|merge|rebase|description)"
                    + "|submodule\\.(active|.+\\.(url|active))"
                    + "|user\\.(name|email)"
                    + "|init\\.defaultbranch"
                    + "|pull\\.(rebase|ff)"
                    + "|push\\.(default|autosetupremote)"
                    + "|gc\\.auto"
                    + "|(advice|color)\\..+");

    private CheckoutConfig() {}

    /**
     * @param names the keys, one a line, as {@code git config --name-only --list} prints them
     * @throws GitException that names the first key which is not allowed
     */
    static void requireHarmless(String names, Path checkout) throws GitException {
        for (String line : names.lines().toList()) {
            String key = line.strip();
            if (!key.isEmpty() && !ALLOWED.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
                throw new GitException("the checkout's own git configuration sets " + key
                        + ", which could make git run or fetch something else; remove it with: git -C " + checkout
                        + " config --local --unset-all " + key);
            }
        }
    }
}
