package no.itagenten.fleet.protocol.rest;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;

/**
 * How the server's database is: the answer to {@code GET /api/server/check}.
 *
 * @param ok whether there are no problems
 * @param schemaVersion of the last migration that was applied
 * @param databaseBytes without what is in the write-ahead log only
 * @param freeBytes what the server's user may still write to the disk of the data folder
 * @param problems a sentence each, for the operator
 */
public record ServerCheck(
        boolean ok,
        Instant timestamp,
        String version,
        @SerializedName("schema_version") String schemaVersion,
        @SerializedName("database_bytes") long databaseBytes,
        @SerializedName("free_bytes") long freeBytes,
        List<String> problems) {}
