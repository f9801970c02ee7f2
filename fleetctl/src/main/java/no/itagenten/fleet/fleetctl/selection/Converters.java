package no.itagenten.fleet.fleetctl.selection;

import java.time.Duration;
import no.itagenten.fleet.fleetctl.output.Times;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.LogLevel;
import no.itagenten.fleet.protocol.Text;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How words on the command line become values; a word that does not fit says what would. */
public final class Converters {

    private Converters() {}

    /** {@code 10m}. */
    public static final class OfDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Times.parseDuration(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** {@code warn}. */
    public static final class OfLogLevel implements ITypeConverter<LogLevel> {
        @Override
        public LogLevel convert(String text) {
            try {
                return LogLevel.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + Text.excerpt(text, 60) + "' is not a level: " + e.getMessage());
            }
        }
    }

    /** A command's id. */
    public static final class OfCommandId implements ITypeConverter<CommandId> {
        @Override
        public CommandId convert(String text) {
            try {
                return new CommandId(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + Text.excerpt(text, 60) + "' is not a command's id (see: fleetctl commands)");
            }
        }
    }
}
