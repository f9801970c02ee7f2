package no.itagenten.fleet.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a machine is, as far as it can tell; nothing here is set by people.
 *
 * @param model the board's name from the device tree or firmware
 * @param os the distribution, for example {@code Debian GNU/Linux 12 (bookworm)}
 * @param arch the CPU architecture, for example {@code aarch64}
 * @param disks the file systems on its block devices; empty from an agent that does not tell them yet
 * @param addresses of its network interfaces, without the loopback one; empty from an agent that does not tell them yet
 */
public record DeviceFacts(
        Optional<String> hostname,
        Optional<String> model,
        Optional<String> os,
        Optional<String> kernel,
        Optional<String> arch,
        Optional<List<Disk>> disks,
        Optional<List<InterfaceAddresses>> addresses) {

    /** More disks are refused, and so are more interfaces. */
    public static final int MAX_DISKS = 16;

    public static final int MAX_INTERFACES = 16;

    public static final DeviceFacts UNKNOWN = new DeviceFacts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public DeviceFacts {
        Check.optionalText(hostname, 255, "hostname");
        Check.optionalText(model, 200, "model");
        Check.optionalText(os, 200, "os");
        Check.optionalText(kernel, 200, "kernel");
        Check.optionalText(arch, 50, "arch");
        disks = disks.map(List::copyOf);
        disks.ifPresent(list -> Check.atMost(list.size(), MAX_DISKS, "disks"));
        addresses = addresses.map(List::copyOf);
        addresses.ifPresent(list -> Check.atMost(list.size(), MAX_INTERFACES, "addresses"));
    }

    /** The same machine with these file systems. */
    public DeviceFacts withDisks(List<Disk> now) {
        return new DeviceFacts(hostname, model, os, kernel, arch, Optional.of(now), addresses);
    }

    /** The same machine with these addresses. */
    public DeviceFacts withAddresses(List<InterfaceAddresses> now) {
        return new DeviceFacts(hostname, model, os, kernel, arch, disks, Optional.of(now));
    }
}
