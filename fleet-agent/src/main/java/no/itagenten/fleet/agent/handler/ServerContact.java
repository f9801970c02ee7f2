package no.itagenten.fleet.agent.handler;

/** What the commands may know of the connection to the server. Safe for any thread. */
public interface ServerContact {

    /** How many frames the server has sent so far, over all connections. */
    long framesHeard();

    /** Asks the server for a sign of life; returns at once. */
    void ask();

    /** Ends the connection, if there is one, so that a new one is made; returns at once. */
    void reconnect();
}
