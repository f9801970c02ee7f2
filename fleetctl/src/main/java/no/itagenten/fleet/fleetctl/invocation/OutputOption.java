package no.itagenten.fleet.fleetctl.invocation;

import java.util.Iterator;
import no.itagenten.fleet.fleetctl.output.OutputFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code -o}, for commands that print data. */
public class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            converter = Converter.class,
            completionCandidates = Names.class,
            description = "How to print: table, wide, json, jsonl, yaml, csv, name, custom-columns=NAME:.path,… or"
                    + " jsonpath=…; see: fleetctl help output.")
    private OutputFormat format = OutputFormat.TABLE;

    /** How to print. */
    public final OutputFormat format() {
        return format;
    }

    /** Whether programs read it, so that nothing but data may be printed. */
    public final boolean forPrograms() {
        return format.forPrograms();
    }

    /** Whether a line of titles comes first. */
    public boolean headers() {
        return true;
    }

    static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            try {
                return OutputFormat.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return OutputFormat.names().iterator();
        }
    }
}
