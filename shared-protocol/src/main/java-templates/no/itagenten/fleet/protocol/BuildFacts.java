package no.itagenten.fleet.protocol;

/** What the build says about itself: compiled in, because opening a jar for it would cost fleetctl more than most of its work. */
final class BuildFacts {

    private BuildFacts() {}

    static String version() {
        return "${project.version}";
    }

    static String time() {
        return "${project.build.outputTimestamp}";
    }
}
