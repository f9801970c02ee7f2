package no.itagenten.fleet.fleetctl.command;

import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.invocation.OutputOption;
import no.itagenten.fleet.fleetctl.output.Kind;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.ExitCode;
import no.itagenten.fleet.protocol.rest.SigningKeyView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetctl server rotate-signing-key}: has access tokens signed by a new key; nobody has to log in again. */
@Command
public final class ServerRotateSigningKey extends FleetCommand {

    @Mixin
    private OutputOption output;

    @Override
    public ExitCode run(Invocation invocation) {
        SigningKeyView key = invocation.client().rotateSigningKey();
        if (output.forPrograms()) {
            invocation.printOne(output, Kind.SIGNING_KEY, key);
        } else {
            invocation.print(Sanitizer.line(key.keyId()) + "\n");
            invocation.say(
                    "Access tokens are signed by this key from now on. Those signed by the earlier one are good until "
                            + key.earlierUntil() + "; nobody has to log in again.");
        }
        return ExitCode.DONE;
    }
}
