package no.itagenten.fleet.protocol;

/** Reboot the machine. It has succeeded when the device is back under another boot id. */
public record Reboot(CommandId commandId) implements DeviceCommand {}
