package no.itagenten.fleet.fleetctl.io;

import java.util.regex.Pattern;

/**
 * Keeps text from being a command to GitHub's runner, which obeys any line of a job's output that begins with {@code ::}, whatever
 * blank or invisible characters stand before it, and {@code ##[} anywhere. The change is visible, and as small as can be.
 */
final class WorkflowGuard {

    private static final Pattern COLONS = Pattern.compile("(?m)^([\\s\\p{Z}\\p{C}]*):(\\p{C}*):");

    private WorkflowGuard() {}

    static String harmless(String text) {
        String bare = text.indexOf(':') < 0 ? text : COLONS.matcher(text).replaceAll("$1: $2:");
        return bare.replace("##[", "## [");
    }
}
