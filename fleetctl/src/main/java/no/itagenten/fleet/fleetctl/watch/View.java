package no.itagenten.fleet.fleetctl.watch;

/** Where what is watched is shown. */
interface View {

    /** Asks the server and shows what there is. */
    void read();

    /** A second or so has passed. */
    void tick();

    /** The server cannot be asked; what is shown is as it was. */
    void lost(String why);

    /** It can be asked again. */
    void back();
}
