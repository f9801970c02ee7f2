package no.itagenten.fleet.fleetctl.watch;

import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.output.Sanitizer;

/** For pipes and files: what has changed comes below what is there. */
final class PlainView implements View {

    private final Invocation invocation;
    private final Content content;

    PlainView(Invocation invocation, Content content) {
        this.invocation = invocation;
        this.content = content;
    }

    @Override
    public void read() {
        content.read();
        content.printNews();
    }

    @Override
    public void tick() {}

    @Override
    public void lost(String why) {
        invocation.say("The connection is lost (" + Sanitizer.line(why) + "); trying again.");
    }

    @Override
    public void back() {
        invocation.say("The connection is back.");
    }
}
