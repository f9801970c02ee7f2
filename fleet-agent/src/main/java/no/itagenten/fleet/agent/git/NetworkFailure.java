package no.itagenten.fleet.agent.git;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells by what git and its helpers write (in the C locale; curl's and ssh's words come through) whether the network or the remote was
 * at fault for now, so that the same may succeed a little later. What a later attempt cannot change is not among them: no access, no
 * such repository, an unknown host key.
 */
final class NetworkFailure {

    private static final List<String> WORDS = List.of(
            "could not resolve host",
            "temporary failure in name resolution",
            "connection refused",
            "connection timed out",
            "connection reset",
            "connection closed by",
            "failed to connect",
            "couldn't connect to server",
            "network is unreachable",
            "no route to host",
            "operation timed out",
            "operation too slow",
            "early eof",
            "hung up unexpectedly",
            "unexpected disconnect",
            "rpc failed",
            "empty reply from server",
            "tls connection was non-properly terminated");

    private static final Pattern SERVER_ERROR = Pattern.compile("returned error: (429|5\\d\\d)");

    private NetworkFailure() {}

    static boolean isIn(String output) {
        String lower = output.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains)
                || SERVER_ERROR.matcher(lower).find();
    }
}
