package no.itagenten.fleet.fleetctl.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;
import no.itagenten.fleet.fleetctl.problem.Problem;
import no.itagenten.fleet.protocol.audit.AuditChain;

/** An audit log that was exported: one entry a line. Needs no server. */
public final class AuditFile implements AuditSource {

    private static final String ADVICE = "Name a file that fleetctl audit export wrote.";

    private final Path file;

    /** The log in that file. */
    public AuditFile(Path file) {
        this.file = file;
    }

    @Override
    public void forEach(Predicate<JsonObject> goesOn) {
        int number = 0;
        boolean begun = false;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                JsonObject entry = entry(line, number, begun);
                begun = true;
                if (!goesOn.test(entry)) {
                    return;
                }
            }
        } catch (NoSuchFileException e) {
            throw new Problem(Problem.Kind.USAGE, "there is no file " + file, ADVICE, e);
        } catch (CharacterCodingException e) {
            throw new Problem(Problem.Kind.USAGE, file + " is no text, so it is no audit log", ADVICE, e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "cannot read " + file, ADVICE, e);
        }
        if (!begun) {
            throw Problem.usage(file + " is empty: it has no entry of an audit log", ADVICE);
        }
    }

    /**
     * One line.
     *
     * @param begun whether entries stand before it; then the file is an export, and somebody changed it
     */
    private JsonObject entry(String line, int number, boolean begun) {
        try {
            JsonElement json = JsonParser.parseString(line);
            if (json.isJsonObject() && (begun || json.getAsJsonObject().has(AuditChain.HASH))) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            // told below
        }
        if (begun) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "the audit log is not whole: line " + number + " of " + file + " is no entry, after lines that are",
                    "It was changed or cut off there; compare it with another export.");
        }
        throw Problem.usage(file + " is no audit log: line " + number + " is no entry of one", ADVICE);
    }
}
