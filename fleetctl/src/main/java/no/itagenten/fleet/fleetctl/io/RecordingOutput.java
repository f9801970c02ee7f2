package no.itagenten.fleet.fleetctl.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Passes everything on and remembers why it could not, which a {@link java.io.PrintStream} keeps to itself. Safe for several threads. */
final class RecordingOutput extends FilterOutputStream {

    private volatile IOException failure;

    RecordingOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why the last write failed; empty while none has, and when only the reader has gone. */
    Optional<String> complaint() {
        IOException last = failure;
        return last == null || "Broken pipe".equals(last.getMessage())
                ? Optional.empty()
                : Optional.of(String.valueOf(last.getMessage()));
    }
}
