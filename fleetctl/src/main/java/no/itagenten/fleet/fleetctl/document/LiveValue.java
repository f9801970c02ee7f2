package no.itagenten.fleet.fleetctl.document;

import java.util.Locale;

/** What only the server, or what is stored here, can tell while somebody types; completion scripts ask for it by its word. */
public enum LiveValue {
    /** Ids and names of devices. */
    DEVICES,
    /** What chooses devices by their labels. */
    SELECTORS,
    /** Where devices stand. */
    VENUES,
    /** Tags of devices. */
    TAGS,
    /** Services of devices. */
    SERVICES,
    /** Branches that updates went to of late. */
    BRANCHES,
    /** Commits that devices run, or updates went to of late. */
    COMMITS,
    /** Servers that are stored here. */
    CONTEXTS,
    /** Ids of the latest commands. */
    COMMANDS,
    /** Users. */
    USERS,
    /** Ids of access tokens. */
    TOKENS,
    /** Ids of enrolment tokens. */
    ENROLLMENTS,
    /** Versions of the agent that the server holds. */
    RELEASES;

    /** As it is asked for. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
