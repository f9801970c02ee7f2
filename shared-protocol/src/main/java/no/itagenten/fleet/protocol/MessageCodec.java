package no.itagenten.fleet.protocol;

import java.util.Map;
import no.itagenten.fleet.protocol.json.WireJson;

/**
 * Turns messages into JSON and back, strictly: whatever is malformed, missing, of the wrong type, doubled, too large or too deep
 * is a {@link ProtocolException}. Unknown fields are ignored, so that changes can be additive. Stateless and safe for any thread.
 */
public final class MessageCodec {

    static final Map<String, Class<? extends DeviceMessage>> DEVICE_TYPES = Map.ofEntries(
            Map.entry("hello", Hello.class),
            Map.entry("heartbeat", Heartbeat.class),
            Map.entry("status", Status.class),
            Map.entry("log", SingleLog.class),
            Map.entry("logs", LogBatch.class),
            Map.entry("ack", CommandAck.class),
            Map.entry("progress", CommandProgress.class),
            Map.entry("result", CommandResult.class),
            Map.entry("config", ConfigReport.class),
            Map.entry("bundle_chunk", BundleChunk.class),
            Map.entry("fetch_release", FetchRelease.class),
            Map.entry("new_key", NewKey.class),
            Map.entry("error", DeviceError.class));

    static final Map<String, Class<? extends ServerMessage>> SERVER_TYPES = Map.ofEntries(
            Map.entry("welcome", Welcome.class),
            Map.entry("restart", Restart.class),
            Map.entry("update", Update.class),
            Map.entry("reboot", Reboot.class),
            Map.entry("unblock", Unblock.class),
            Map.entry("service", ServiceCommand.class),
            Map.entry("bundle", Bundle.class),
            Map.entry("agent_update", AgentUpdate.class),
            Map.entry("rotate_key", RotateKey.class),
            Map.entry("key_ack", KeyAck.class),
            Map.entry("cancel", Cancel.class),
            Map.entry("config", Configure.class),
            Map.entry("policy", Policy.class),
            Map.entry("result_ack", ResultAck.class),
            Map.entry("logs_ack", LogsAck.class),
            Map.entry("bundle_ack", BundleAck.class),
            Map.entry("release_part", ReleasePart.class),
            Map.entry("error", ServerError.class));

    private static final ClassValue<String> TAGS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            Map<String, ? extends Class<?>> types =
                    DeviceMessage.class.isAssignableFrom(type) ? DEVICE_TYPES : SERVER_TYPES;
            return types.entrySet().stream()
                    .filter(entry -> entry.getValue() == type)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no type name for " + type));
        }
    };

    private MessageCodec() {}

    /**
     * Reads what came from a device.
     *
     * @throws UnknownTypeException if the message is well-formed but of a type this build does not know
     * @throws ProtocolException if it is anything else than a message of a device
     */
    public static DeviceMessage decodeDeviceMessage(String json) throws ProtocolException {
        return decode(json, DEVICE_TYPES);
    }

    /**
     * Reads what came from the server.
     *
     * @throws UnknownTypeException if the message is well-formed but of a type this build does not know
     * @throws ProtocolException if it is anything else than a message of the server
     */
    public static ServerMessage decodeServerMessage(String json) throws ProtocolException {
        return decode(json, SERVER_TYPES);
    }

    /**
     * A device's message as one line of JSON. Every type but {@link LogBatch} stays within {@link Protocol#MAX_MESSAGE_BYTES} as
     * long as the names and facts in its maps and lists are short; whoever gathers a batch measures it.
     */
    public static String encode(DeviceMessage message) {
        return WireJson.encodeTagged(TAGS.get(message.getClass()), message);
    }

    /** A message of the server as one line of JSON. */
    public static String encode(ServerMessage message) {
        return WireJson.encodeTagged(TAGS.get(message.getClass()), message);
    }

    /** The value of a message's {@code type} field. */
    public static String typeOf(ServerMessage message) {
        return TAGS.get(message.getClass());
    }

    private static <M> M decode(String json, Map<String, Class<? extends M>> types) throws ProtocolException {
        if (isTooLarge(json)) {
            throw new ProtocolException("the message is larger than " + Protocol.MAX_MESSAGE_BYTES + " bytes");
        }
        String type = WireJson.tagOf(json);
        Class<? extends M> messageType = types.get(type);
        if (messageType == null) {
            WireJson.requireWellFormed(json);
            throw new UnknownTypeException(type);
        }
        return WireJson.decode(json, messageType);
    }

    private static boolean isTooLarge(String json) {
        // a char takes one to three bytes, so that only a text between the two needs counting
        return json.length() > Protocol.MAX_MESSAGE_BYTES
                || (json.length() > Protocol.MAX_MESSAGE_BYTES / 3
                        && Text.utf8Length(json) > Protocol.MAX_MESSAGE_BYTES);
    }
}
