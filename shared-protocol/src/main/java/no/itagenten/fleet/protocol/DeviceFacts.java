package no.itagenten.fleet.protocol;

import java.util.Optional;

/**
 * What a machine is, as far as it can tell; nothing here is set by people.
 *
 * @param model the board's name from the device tree or firmware
 * @param os the distribution, for example {@code Debian GNU/Linux 12 (bookworm)}
 * @param arch the CPU architecture, for example {@code aarch64}
 */
public record DeviceFacts(
        Optional<String> hostname,
        Optional<String> model,
        Optional<String> os,
        Optional<String> kernel,
        Optional<String> arch) {

    public static final DeviceFacts UNKNOWN =
            new DeviceFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public DeviceFacts {
        Check.optionalText(hostname, 255, "hostname");
        Check.optionalText(model, 200, "model");
        Check.optionalText(os, 200, "os");
        Check.optionalText(kernel, 200, "kernel");
        Check.optionalText(arch, 50, "arch");
    }
}
