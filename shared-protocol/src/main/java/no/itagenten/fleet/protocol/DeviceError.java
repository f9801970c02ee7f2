package no.itagenten.fleet.protocol;

/** The device could not make sense of a message, or of part of one. The connection lives on. */
public record DeviceError(DeviceId deviceId, String code, String message) implements DeviceMessage {

    public DeviceError {
        Check.text(code, 40, "code");
        message = Text.cut(message, 1000);
    }
}
