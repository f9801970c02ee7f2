package no.itagenten.fleet.agent.bundle;

/**
 * What an archive has in it.
 *
 * @param files how many files, without the one that describes them
 * @param redacted how many secrets were taken out
 * @param missing how many files could not be gathered, or not whole; the archive says which
 */
public record Gathered(int files, int redacted, int missing) {}
