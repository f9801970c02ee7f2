package no.itagenten.fleet.fleetctl.follow;

import no.itagenten.fleet.protocol.rest.CommandView;

/** Shows everything twice. As safe for several threads as the two are. */
record BothViews(ProgressView first, ProgressView second) implements ProgressView {

    @Override
    public void update(CommandView command) {
        first.update(command);
        second.update(command);
    }

    @Override
    public void note(String line) {
        first.note(line);
        second.note(line);
    }

    @Override
    public void tick() {
        first.tick();
        second.tick();
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
