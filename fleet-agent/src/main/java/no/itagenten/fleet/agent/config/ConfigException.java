package no.itagenten.fleet.agent.config;

/** The device's own configuration cannot be used. The message is one line: where, what is wrong, and what to write instead. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
