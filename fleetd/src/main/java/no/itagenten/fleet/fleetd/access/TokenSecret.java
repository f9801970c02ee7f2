package no.itagenten.fleet.fleetd.access;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import no.itagenten.fleet.fleetd.secret.Secrets;

/**
 * How a token is written: a prefix that says what it is, 43 letters and digits of chance (256 bits), and a checksum of all that,
 * CRC-32 in six base62 digits. Scanners recognise it, and a typing mistake is refused without looking anything up. The checksum
 * is no protection: whoever knows it can compute it.
 */
final class TokenSecret {

    static final String API = "r58t_";
    static final String LOGIN = "r58l_";

    private static final int PREFIX = 5;
    private static final int RANDOM = 43;

    /** The part of a refresh token that stays when the rest changes: 125 bits of 256. */
    private static final int FAMILY = PREFIX + 21;

    private static final int CHECKSUM = 6;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private TokenSecret() {}

    static String next(String prefix) {
        String text = Secrets.next(prefix, RANDOM);
        return text + checksum(text);
    }

    /** The next refresh token of the login that had that one. */
    static String nextOf(String refreshToken) {
        String text = Secrets.next(family(refreshToken), PREFIX + RANDOM - FAMILY);
        return text + checksum(text);
    }

    /** What all refresh tokens of one login have in common, and nobody guesses. */
    static String family(String refreshToken) {
        return refreshToken.substring(0, FAMILY);
    }

    /** Whether it may be a refresh token. */
    static boolean mayBeRefreshToken(String text) {
        return text.startsWith(LOGIN) && mayBe(text);
    }

    /** Whether it may be a token: false for one of these that was mistyped. Those of other kinds have no checksum. */
    static boolean mayBe(String text) {
        if (!text.startsWith(API) && !text.startsWith(LOGIN)) {
            return true;
        }
        int end = PREFIX + RANDOM;
        return text.length() == end + CHECKSUM && text.substring(end).equals(checksum(text.substring(0, end)));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        long left = crc.getValue();
        char[] digits = new char[CHECKSUM];
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (left % DIGITS.length()));
            left /= DIGITS.length();
        }
        return new String(digits);
    }
}
