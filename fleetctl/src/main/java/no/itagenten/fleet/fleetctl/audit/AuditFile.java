package no.itagenten.fleet.fleetctl.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** An audit log that was exported: one entry a line. Needs no server. */
public final class AuditFile implements AuditSource {

    private static final String EXPORT = "Name a file that was written by: fleetctl audit export > FILE";

    private final Path file;

    /** The log in that file. */
    public AuditFile(Path file) {
        this.file = file;
    }

    @Override
    public void forEach(Predicate<JsonObject> goesOn) {
        int number = 0;
        boolean any = false;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                if (!goesOn.test(entry(line, number, any))) {
                    return;
                }
                any = true;
            }
        } catch (NoSuchFileException e) {
            throw new Problem(Problem.Kind.USAGE, "--file: there is no file " + file, EXPORT, e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "--file: cannot read " + file, EXPORT, e);
        }
        if (!any) {
            // Whoever emptied it must not be told that all is well.
            throw new Problem(
                    Problem.Kind.FAILED, file + " has no entries: there is nothing that could be verified", EXPORT);
        }
    }

    /** @param within whether entries came before, so that the file is an export, though a damaged one */
    private JsonObject entry(String line, int number, boolean within) {
        try {
            JsonElement json = JsonParser.parseString(line);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            // told below
        }
        if (within) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "line " + number + " of " + file + " is no entry of an audit log: the file was damaged or changed",
                    "Compare it with another export.");
        }
        throw Problem.usage("--file: line " + number + " of " + file + " is no entry of an audit log", EXPORT);
    }
}
