package no.itagenten.fleet.fleetctl.invocation;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code --time} takes: whether times are shown as ISO 8601 has them. */
final class TimeStyles implements ITypeConverter<Boolean>, Iterable<String> {

    @Override
    public Boolean convert(String text) {
        return switch (text) {
            case "iso" -> true;
            case "relative" -> false;
            default -> throw new TypeConversionException("'" + text + "' is neither relative nor iso");
        };
    }

    @Override
    public Iterator<String> iterator() {
        return List.of("relative", "iso").iterator();
    }
}
