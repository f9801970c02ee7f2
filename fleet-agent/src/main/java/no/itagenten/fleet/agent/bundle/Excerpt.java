package no.itagenten.fleet.agent.bundle;

/**
 * What was read for a file of a bundle.
 *
 * @param cut whether there was more than is here; what is left of a first line that was cut is not
 */
record Excerpt(String text, boolean cut) {

    static Excerpt whole(String text) {
        return new Excerpt(text, false);
    }

    /** The rest of a first line could be that of a secret whose name is gone. */
    static Excerpt end(String text, boolean cut) {
        return new Excerpt(cut ? text.substring(text.indexOf('\n') + 1) : text, cut);
    }
}
