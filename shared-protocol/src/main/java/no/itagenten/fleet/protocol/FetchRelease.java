package no.itagenten.fleet.protocol;

import no.itagenten.fleet.protocol.release.ReleaseVersion;

/**
 * Asks for a part of an agent's release; answered by a {@link ReleasePart}. A device asks for one part at a time.
 *
 * @param offset where in the archive the part shall begin, in bytes
 */
public record FetchRelease(DeviceId deviceId, String version, long offset) implements DeviceMessage {

    public FetchRelease {
        var unused = ReleaseVersion.parse(version);
        Check.atLeast(offset, 0, "offset");
    }
}
