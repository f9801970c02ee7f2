package no.itagenten.fleet.fleetctl.watch;

/** What is watched. For one thread. */
public interface Content {

    /** Asks the server how it is now. */
    void read();

    /** All of it as it was then, with times as they are now, for a terminal that is drawn over; every line with its end. */
    String screen();

    /** Prints what has changed since the last time; at first all of it. For pipes and files. */
    void printNews();
}
