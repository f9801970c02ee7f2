package no.itagenten.fleet.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a device proves who it is, by HTTP's own challenge and answer (RFC 9110, 11): the upgrade without credentials is answered
 * 401 with {@code WWW-Authenticate: R58-Device server="…", challenge="…"}; the device signs what {@link #connectPayload} makes of
 * it and asks again with {@code Authorization: R58-Device challenge="…", signature="…"}. A challenge is fresh, short-lived by the
 * server's clock alone, bound to device and server, and good for one connection, so that an answer cannot be replayed and a
 * device's wrong clock does not matter.
 */
public final class DeviceAuthentication {

    /** The name of the scheme. */
    public static final String SCHEME = "R58-Device";

    /** Of the answer 403 to a device that proved who it is and may not come in yet: {@link #PENDING}. */
    public static final String STATE_HEADER = "R58-Device-State";

    /** It waits until an admin approves of it. */
    public static final String PENDING = "pending";

    private static final Pattern CHALLENGE =
            Pattern.compile(SCHEME + " server=\"([A-Za-z0-9_-]{1,64})\", challenge=\"([A-Za-z0-9_.-]{1,256})\"");
    private static final Pattern ANSWER =
            Pattern.compile(SCHEME + " challenge=\"([A-Za-z0-9_.-]{1,256})\", signature=\"([A-Za-z0-9_-]{1,512})\"");

    private DeviceAuthentication() {}

    /**
     * What the server asks.
     *
     * @param server the server's own lasting id; a device that enrolled with another server does not answer
     */
    public record Challenge(String server, String challenge) {

        /** The value of {@code WWW-Authenticate}. */
        public String toHeader() {
            return SCHEME + " server=\"" + server + "\", challenge=\"" + challenge + "\"";
        }

        /** Empty if the header has another form, for example a proxy's own scheme, or is not there (null). */
        public static Optional<Challenge> parse(String header) {
            if (header == null) {
                return Optional.empty();
            }
            Matcher matcher = CHALLENGE.matcher(header);
            return matcher.matches()
                    ? Optional.of(new Challenge(matcher.group(1), matcher.group(2)))
                    : Optional.empty();
        }
    }

    /**
     * What the device answers.
     *
     * @param signature base64url without padding
     */
    public record Answer(String challenge, String signature) {

        /** The value of {@code Authorization}. */
        public String toHeader() {
            return SCHEME + " challenge=\"" + challenge + "\", signature=\"" + signature + "\"";
        }

        /** Empty if the header has another form, for example a user's bearer token, or is not there (null). */
        public static Optional<Answer> parse(String header) {
            if (header == null) {
                return Optional.empty();
            }
            Matcher matcher = ANSWER.matcher(header);
            return matcher.matches() ? Optional.of(new Answer(matcher.group(1), matcher.group(2))) : Optional.empty();
        }
    }

    /** The bytes a device signs to connect. The first line keeps them from ever meaning anything else. */
    public static byte[] connectPayload(String server, DeviceId device, String challenge) {
        return ("r58-fleet connect v1\n" + server + "\n" + device + "\n" + challenge).getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes that a device signs with a new key, which proves that it holds it. */
    public static byte[] rotatePayload(String server, DeviceId device, CommandId command) {
        return ("r58-fleet rotate v1\n" + server + "\n" + device + "\n" + command).getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes a device signs to enrol, which proves that it holds the private key. */
    public static byte[] enrollPayload(DeviceId device, String token) {
        return ("r58-fleet enroll v1\n" + device + "\n" + token).getBytes(StandardCharsets.UTF_8);
    }
}
