package no.itagenten.fleet.agent.git;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import no.itagenten.fleet.agent.config.SignaturePolicy;
import no.itagenten.fleet.agent.config.SignaturePolicy.Signed;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.agent.process.ProcessOutcome;

/** Judges signatures by the keys that the device's own configuration names, and by nothing else. */
final class Signatures {

    private final GitRunner git;
    private final SignaturePolicy policy;

    Signatures(GitRunner git, SignaturePolicy policy) {
        this.git = git;
        this.policy = policy;
    }

    /** @param fetched the ref under which the target was fetched */
    void require(Target target, String commit, String fetched) throws GitException, InterruptedException {
        if (!Files.isReadable(policy.allowedSigners())) {
            throw new GitException(policy.allowedSigners()
                    + " cannot be read; it must hold the keys that updates are signed with (APP_ALLOWED_SIGNERS)");
        }
        if (policy.signed() == Signed.COMMIT) {
            verify("verify-commit", "commit " + commit, commit);
        } else if (target instanceof Target.Tag tag) {
            requireTag(tag, commit, fetched);
        } else {
            throw new GitException("this device takes signed tags only (APP_REQUIRE_SIGNED=tag), not "
                    + target.describe() + "; ask for a tag (--tag)");
        }
    }

    /** A good signature under another name is no proof: it would let anybody serve an old release as the new one. */
    private void requireTag(Target.Tag tag, String commit, String fetched) throws GitException, InterruptedException {
        String object =
                git.run("rev-parse", "--verify", "--end-of-options", fetched).strip();
        if (object.equals(commit)) {
            throw new GitException("tag " + tag.name() + " is no signed tag: it is only a name for " + commit);
        }
        verify("verify-tag", "tag " + tag.name(), object);
        String name = git.run("cat-file", "tag", object)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("tag "))
                .findFirst()
                .map(line -> line.substring("tag ".length()))
                .orElse("");
        if (!name.equals(tag.name())) {
            throw new GitException("the signature of tag " + tag.name() + " is for another tag, " + name);
        }
    }

    private void verify(String subcommand, String what, String object) throws GitException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        for (String setting : settings()) {
            arguments.add("-c");
            arguments.add(setting);
        }
        arguments.addAll(List.of(subcommand, object));
        ProcessOutcome outcome = git.outcome(GitRunner.QUICK, new Cancellation(), arguments.toArray(String[]::new));
        if (!outcome.succeeded()) {
            throw new GitException(
                    what + " bears no signature of a key in " + policy.allowedSigners(),
                    outcome.exitCode(),
                    outcome.output());
        }
    }

    /** On the command line, where no configuration file can say otherwise. Other kinds of signature have no program to judge them. */
    private List<String> settings() {
        return List.of(
                "gpg.format=ssh",
                "gpg.ssh.allowedSignersFile=" + policy.allowedSigners(),
                "gpg.ssh.program=/usr/bin/ssh-keygen",
                "gpg.ssh.revocationFile=",
                "gpg.minTrustLevel=fully",
                "gpg.program=/bin/false",
                "gpg.openpgp.program=/bin/false",
                "gpg.x509.program=/bin/false");
    }
}
