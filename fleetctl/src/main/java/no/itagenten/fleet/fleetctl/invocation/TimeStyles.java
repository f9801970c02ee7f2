package no.itagenten.fleet.fleetctl.invocation;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code --time} takes. A truth value would not do: of those the parser takes nothing but true and false. */
final class TimeStyles implements ITypeConverter<TimeStyles.Style>, Iterable<String> {

    /** How times are shown. */
    enum Style {
        RELATIVE,
        ISO
    }

    @Override
    public Style convert(String text) {
        return switch (text) {
            case "iso" -> Style.ISO;
            case "relative" -> Style.RELATIVE;
            default -> throw new TypeConversionException("'" + text + "' is neither relative nor iso");
        };
    }

    @Override
    public Iterator<String> iterator() {
        return List.of("relative", "iso").iterator();
    }
}
