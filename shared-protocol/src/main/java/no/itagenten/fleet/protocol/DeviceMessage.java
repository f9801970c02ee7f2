package no.itagenten.fleet.protocol;

/**
 * Everything a device may say. Each message is one flat JSON object in one WebSocket text frame, told apart by its {@code
 * type}; {@link MessageCodec} reads and writes them. All are immutable.
 */
public sealed interface DeviceMessage
        permits Hello,
                Heartbeat,
                Status,
                SingleLog,
                LogBatch,
                CommandAck,
                CommandProgress,
                CommandResult,
                ConfigReport,
                BundleChunk,
                FetchRelease,
                NewKey,
                DeviceError {

    /** The device that speaks. The server refuses a message that names another device than the connection's. */
    DeviceId deviceId();
}
