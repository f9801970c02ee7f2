package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;

/**
 * {@code PATCH /api/devices/{id}}: what is absent stays as it is.
 *
 * @param venue an empty text takes the venue away
 * @param tags the whole new set
 * @param timeZone an IANA name in which its maintenance windows are meant; an empty text means UTC
 */
public record DevicePatch(
        Optional<String> name,
        Optional<String> venue,
        Optional<List<String>> tags,
        @SerializedName("time_zone") Optional<String> timeZone) {}
