package no.itagenten.fleet.fleetctl.invocation;

import java.util.List;
import no.itagenten.fleet.fleetctl.output.SortKey;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code -o} with what is to be said of lists. */
public class ListOption extends OutputOption {

    @Option(names = "--no-headers", description = "Leave out the line of titles.")
    private boolean noHeaders;

    @Option(
            names = "--sort-by",
            paramLabel = "PATH",
            converter = Converter.class,
            description =
                    "Order by this field, as JSON has it: --sort-by name; --sort-by=-cpu_percent for the greatest first.")
    private SortKey sortKey;

    @Override
    public final boolean headers() {
        return !noHeaders;
    }

    /** The list in the order that was asked for. */
    public final <T> List<T> sorted(List<T> list) {
        if (sortKey == null) {
            return list;
        }
        try {
            return sortKey.sort(list);
        } catch (IllegalArgumentException e) {
            throw Problem.usage("--sort-by: " + e.getMessage(), "See: fleetctl help output");
        }
    }

    static final class Converter implements ITypeConverter<SortKey> {
        @Override
        public SortKey convert(String text) {
            try {
                return SortKey.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
