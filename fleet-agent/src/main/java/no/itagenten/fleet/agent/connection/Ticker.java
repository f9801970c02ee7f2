package no.itagenten.fleet.agent.connection;

/** Time that only goes forward, whatever is done to the device's clock. */
@FunctionalInterface
public interface Ticker {

    Ticker SYSTEM = System::nanoTime;

    /** Nanoseconds since some moment. */
    long nanos();
}
