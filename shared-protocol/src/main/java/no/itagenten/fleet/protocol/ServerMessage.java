package no.itagenten.fleet.protocol;

/** Everything the server may say to a device. All are immutable. */
public sealed interface ServerMessage
        permits Welcome,
                DeviceCommand,
                Cancel,
                Configure,
                Policy,
                ResultAck,
                LogsAck,
                BundleAck,
                ReleasePart,
                KeyAck,
                ServerError {}
