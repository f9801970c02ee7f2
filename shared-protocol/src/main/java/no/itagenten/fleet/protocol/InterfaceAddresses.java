package no.itagenten.fleet.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;

/**
 * Under which addresses a machine is reached by one of its network interfaces.
 *
 * @param interfaceName as the kernel names it, for example {@code eth0}
 * @param addresses IPv4 and IPv6, without zone and length of the prefix
 */
public record InterfaceAddresses(
        @SerializedName("interface") String interfaceName, List<String> addresses) {

    /** More addresses, and longer names, are refused. */
    public static final int MAX_ADDRESSES = 16;

    public static final int MAX_NAME_CHARS = 64;

    private static final int MAX_ADDRESS_CHARS = 45; // an IPv6 address that ends in an IPv4 one

    public InterfaceAddresses {
        Check.text(interfaceName, MAX_NAME_CHARS, "interface");
        addresses = List.copyOf(addresses);
        Check.atMost(addresses.size(), MAX_ADDRESSES, "addresses of an interface");
        addresses.forEach(address -> Check.text(address, MAX_ADDRESS_CHARS, "address"));
    }
}
