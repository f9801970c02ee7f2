package no.itagenten.fleet.agent.upgrade;

import java.io.IOException;
import java.util.Optional;

/** An agent that is started anew when it is told to, or by itself. */
final class FakeAgentUnit implements AgentUnit {

    boolean guarded = true;

    /** Starts anew before each look. */
    boolean restless;

    /** Cannot be restarted as many times more. */
    int failures;

    int restarts;
    private int starts;

    String name() {
        return "run-" + starts;
    }

    /** It ends by itself, and systemd starts it again. */
    void end() {
        starts++;
    }

    @Override
    public Optional<String> run() {
        starts += restless ? 1 : 0;
        return Optional.of(name());
    }

    @Override
    public void restart() throws IOException {
        if (failures > 0) {
            failures--;
            throw new IOException("systemctl restart took longer than it may and was killed");
        }
        restarts++;
        starts++;
    }

    @Override
    public boolean isGuarded() {
        return guarded;
    }
}
