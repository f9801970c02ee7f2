package no.itagenten.fleet.fleetctl.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import no.itagenten.fleet.fleetctl.problem.Problem;

/** An audit log that was exported: one entry a line. Needs no server. */
public final class AuditFile implements AuditSource {

    private final Path file;

    /** The log in that file. */
    public AuditFile(Path file) {
        this.file = file;
    }

    @Override
    public void forEach(Predicate<JsonObject> goesOn) {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !goesOn.test(entry(line, number))) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.FAILED, "cannot read " + file, "Name a file that fleetctl audit export wrote.", e);
        }
    }

    private JsonObject entry(String line, int number) {
        try {
            JsonElement json = JsonParser.parseString(line);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            // told below
        }
        throw new Problem(
                Problem.Kind.FAILED,
                "line " + number + " of " + file + " is no entry of an audit log",
                "The file is not what fleetctl audit export wrote; export it anew.");
    }
}
