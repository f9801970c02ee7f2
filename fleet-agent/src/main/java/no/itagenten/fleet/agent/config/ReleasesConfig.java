package no.itagenten.fleet.agent.config;

/**
 * That each version of the application has a folder of its own ({@code APP_LAYOUT=releases}).
 *
 * @param keep how many of them stay on the device, with the one that runs and the one before it; at least two
 */
public record ReleasesConfig(int keep) {

    static final int STANDARD_KEEP = 3;
    static final int LEAST_KEEP = 2;
    static final int MOST_KEEP = 100;

    public ReleasesConfig {
        if (keep < LEAST_KEEP || keep > MOST_KEEP) {
            throw new IllegalArgumentException("must be a whole number from " + LEAST_KEEP + " to " + MOST_KEEP);
        }
    }
}
