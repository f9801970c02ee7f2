package no.itagenten.fleet.fleetd.http;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import no.itagenten.fleet.fleetd.access.Role;
import no.itagenten.fleet.fleetd.access.Subject;
import no.itagenten.fleet.fleetd.release.AgentReleases;
import no.itagenten.fleet.protocol.release.ReleaseVersion;
import no.itagenten.fleet.protocol.release.SignedRelease;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import no.itagenten.fleet.protocol.rest.ReleaseUpload;
import no.itagenten.fleet.protocol.rest.Removed;

/** The agent's releases: uploaded and removed by admins, seen by all. Devices fetch them over their own connection. */
final class ReleaseRoutes {

    private final AgentReleases releases;

    ReleaseRoutes(AgentReleases releases) {
        this.releases = releases;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/api/agent/releases",
                        Role.VIEWER,
                        Subject.WHOLE_FLEET,
                        request -> stored(() -> Answer.ok(releases.list()))),
                Route.of("POST", "/api/agent/releases", Role.ADMIN, Subject.WHOLE_FLEET, this::upload),
                Route.of("DELETE", "/api/agent/releases/{version}", Role.ADMIN, Subject.WHOLE_FLEET, this::remove));
    }

    private Answer upload(ApiRequest request) {
        ReleaseUpload body = request.body(ReleaseUpload.class);
        SignedRelease signed;
        try {
            signed = SignedRelease.parse(body.signature());
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("the signature cannot be used: " + e.getMessage());
        }
        byte[] data = Base64.getDecoder().decode(body.data());
        return stored(() -> Answer.ok(releases.put(signed, body.offset(), data)));
    }

    private Answer remove(ApiRequest request) {
        String version = request.path().get("version");
        return stored(() -> {
            if (!isVersion(version) || !releases.remove(version)) {
                throw new ApiException(ErrorCode.NOT_FOUND, "there is no such release of the agent");
            }
            return Answer.ok(new Removed(version));
        });
    }

    private static boolean isVersion(String text) {
        try {
            return !ReleaseVersion.parse(text).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What is done with the disk. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** @throws ApiException if the disk does not take part */
    static <T> T stored(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new ApiException(
                    ErrorCode.UNAVAILABLE, "the server cannot use its folder of releases: " + e.getMessage());
        }
    }
}
