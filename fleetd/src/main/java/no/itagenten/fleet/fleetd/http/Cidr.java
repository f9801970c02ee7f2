package no.itagenten.fleet.fleetd.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses, for example {@code 10.0.0.0/8} or {@code fd00::/8}; without a slash, one address. */
public record Cidr(InetAddress network, int bits) {

    /** Only literal addresses: a name here would mean a question to the network. */
    private static final Pattern LITERAL =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}" + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** @throws IllegalArgumentException if the text is not a range */
    public static Cidr parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress network = address(parts[0])
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is not an address range such as 10.0.0.0/8"));
        int width = network.getAddress().length * 8;
        try {
            int bits = parts.length == 1 ? width : Integer.parseInt(parts[1]);
            if (bits >= 0 && bits <= width) {
                return new Cidr(network, bits);
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException("'" + text + "' must end in a prefix length of 0 to " + width);
    }

    static Optional<InetAddress> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
