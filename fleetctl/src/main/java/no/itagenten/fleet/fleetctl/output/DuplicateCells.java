package no.itagenten.fleet.fleetctl.output;

import no.itagenten.fleet.protocol.rest.DeviceView;
import no.itagenten.fleet.protocol.rest.DuplicateKey;

/** That a device's key is used from several machines, in words. */
final class DuplicateCells {

    private DuplicateCells() {}

    /** Adds a line for each machine to a sheet about the device. */
    static void addTo(Sheet sheet, DeviceView device, Times times) {
        device.duplicateKey()
                .ifPresent(duplicate -> duplicate
                        .machines()
                        .forEach(machine -> sheet.field(
                                "Key also used by",
                                new Cell(machine(machine) + "  " + times.relative(machine.lastSeen()), Tone.BAD))));
    }

    private static String machine(DuplicateKey.Machine machine) {
        return machine.address()
                + machine.hostname().map(name -> " (" + name + ")").orElse("");
    }
}
