package no.itagenten.fleet.agent.service;

import java.util.List;

/** Whoever starts and stops the device's services. Safe for several threads. */
public interface ServiceManager extends AutoCloseable {

    /** The states, in the order asked for. @throws ServiceException if nobody can be asked */
    List<ServiceState> states(List<String> names) throws ServiceException, InterruptedException;

    /**
     * Stops the service if it runs and starts it. Whether it then stays up is for the caller to watch.
     *
     * @throws ServiceException if it could not be started
     */
    void restart(String name) throws ServiceException, InterruptedException;

    /**
     * Starts the service where it does not run. Whether it then stays up is for the caller to watch.
     *
     * @throws ServiceException if it could not be started
     */
    void start(String name) throws ServiceException, InterruptedException;

    /**
     * Stops the service; returns when it has ended or been given up on.
     *
     * @throws ServiceException if it could not be stopped
     */
    void stop(String name) throws ServiceException, InterruptedException;

    /** The last lines it wrote, as far as anybody kept them; for a report of a failure. */
    String recentOutput(String name) throws InterruptedException;

    @Override
    void close();

    default ServiceState state(String name) throws ServiceException, InterruptedException {
        return states(List.of(name)).get(0);
    }
}
