package no.itagenten.fleet.fleetctl.command;

import java.time.Duration;
import no.itagenten.fleet.fleetctl.client.FleetClient;
import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.rest.DeviceLoginProgress;
import no.itagenten.fleet.protocol.rest.DeviceLoginView;
import no.itagenten.fleet.protocol.rest.LoginTokens;

/** Logging in with a browser, here or on any other machine: says where and with which code, and waits until that is done. */
final class SingleSignOn {

    private SingleSignOn() {}

    /** @throws Problem if nobody confirms it in time, or the server does not let that person in */
    static LoginTokens logIn(Invocation invocation, FleetClient server) {
        DeviceLoginView login = begin(server);
        String page = requirePage(Sanitizer.line(login.verificationUriComplete().orElse(login.verificationUri())));
        invocation.say("Open " + page + " in a browser, on any machine, and see that it shows the code "
                + Sanitizer.line(login.userCode()) + ", or type it.");
        long waited = 0;
        int pause = Math.max(1, login.interval());
        while (waited < login.expiresIn()) {
            if (invocation.surroundings().cancellation().await(Duration.ofSeconds(pause))) {
                throw new Problem(Problem.Kind.INTERRUPTED, "interrupted", "");
            }
            waited += pause;
            DeviceLoginProgress progress = progress(server, login.loginCode());
            if (progress.tokens().isPresent()) {
                return progress.tokens().get();
            }
            pause = Math.max(1, progress.interval());
        }
        throw unconfirmed(null);
    }

    private static DeviceLoginView begin(FleetClient server) {
        try {
            return server.beginDeviceLogin();
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.NOT_ALLOWED) {
                throw e;
            }
            throw new Problem(
                    Problem.Kind.NOT_ALLOWED,
                    "this server trusts no issuer at which people log in",
                    "Log in with --user NAME and a password.",
                    e);
        }
    }

    private static DeviceLoginProgress progress(FleetClient server, String code) {
        try {
            return server.progressOfDeviceLogin(code);
        } catch (Problem e) {
            throw e.kind() == Problem.Kind.NOT_ALLOWED ? unconfirmed(e) : e;
        }
    }

    private static Problem unconfirmed(Problem cause) {
        return new Problem(
                Problem.Kind.NOT_ALLOWED,
                "the login was not confirmed in time, or not by anybody who is known to the server",
                "Try again; whom the server lets in stands in the file of fleetd's --trusted-issuers.",
                cause);
    }

    /** What a server says is shown to somebody who will open it. */
    private static String requirePage(String page) {
        if (!page.startsWith("https://") && !page.startsWith("http://")) {
            throw new Problem(Problem.Kind.FAILED, "the issuer names no page to log in at", "");
        }
        return page;
    }
}
