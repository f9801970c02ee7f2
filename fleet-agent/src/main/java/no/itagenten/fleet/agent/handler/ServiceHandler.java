package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.ServiceState;
import no.itagenten.fleet.protocol.ServiceAction;
import no.itagenten.fleet.protocol.ServiceCommand;

/** Starts and stops one service of the allow-list, sees that it stays so, and says how it is. */
final class ServiceHandler implements CommandHandler<ServiceCommand> {

    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final String RUN_BEFORE = "run_before";
    private static final String BOOT = "boot_id";

    private final ServiceManager services;
    private final List<String> allowed;
    private final ServiceWatch watch;
    private final String bootId;
    private final Turn turn;

    /** @param bootId of the running system, by which a reboot in the middle is told from a start */
    ServiceHandler(ServiceManager services, List<String> allowed, ServiceWatch watch, String bootId, Turn turn) {
        this.services = services;
        this.allowed = List.copyOf(allowed);
        this.watch = watch;
        this.bootId = bootId;
        this.turn = turn;
    }

    @Override
    public Outcome execute(ServiceCommand command, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        String name = command.service();
        if (!allowed.contains(name)) {
            return Outcome.rejected("service " + name + " is not one of this device's own list (SERVICES)"
                    + (allowed.isEmpty() ? ", which is empty" : "; these are: " + String.join(", ", allowed)));
        }
        ServiceState before;
        try {
            before = services.state(name);
        } catch (ServiceException e) {
            return Outcome.failed("nothing was touched: " + e.getMessage());
        }
        if (command.action() == ServiceAction.STATUS) {
            run.commit();
            return described(before, name + " is " + before.describe()).withOutput(services.recentOutput(name));
        }
        boolean start = command.action() == ServiceAction.START;
        if (!before.isChanging() && before.isActive() == start) {
            run.commit();
            return described(before, name + " is " + before.describe() + " already; nothing was touched")
                    .with("before", before.describe());
        }
        if (start) {
            turn.awaitUnlocked(run); // what does not run is not on air, and a check may be busy because it does not
        } else {
            turn.await(run, command.terms());
        }
        run.commit();
        run.note(
                command.action().wireName(),
                (start ? "starting " : "stopping ") + name,
                Map.of(BOOT, bootId, RUN_BEFORE, before.run().orElse("")));
        return act(command, run).with("before", before.describe());
    }

    /** Nothing is done a second time: what the service does now tells whether it was done. */
    @Override
    public Outcome resume(ServiceCommand command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        Map<String, String> evidence = interrupted.evidence();
        if (!evidence.containsKey(BOOT)) {
            return execute(command, run); // it ended before anything was touched
        }
        run.commit();
        ServiceState now;
        try {
            now = services.state(command.service());
        } catch (ServiceException e) {
            return Outcome.mayHaveRun(e.getMessage());
        }
        String state = "; now " + now.name() + " is " + now.describe();
        if (interrupted.resumptions() > 2) {
            return Outcome.mayHaveRun("the agent was interrupted again and again" + state);
        }
        boolean running = now.isActive() || now.isChanging();
        if (running == (command.action() == ServiceAction.START)) {
            return verified(command, run).with("resumed", "true");
        }
        if (!evidence.get(BOOT).equals(bootId)) {
            return Outcome.mayHaveRun("the device was rebooted in the middle of it" + state);
        }
        if (!now.run().orElse("").equals(evidence.getOrDefault(RUN_BEFORE, ""))) {
            return Outcome.mayHaveRun("the service was started since and is not as asked for" + state);
        }
        run.tell(command.action().wireName(), "going on after the agent was interrupted");
        return act(command, run).with("resumed", "true");
    }

    private Outcome act(ServiceCommand command, CommandRun run) throws CanceledException, InterruptedException {
        try {
            if (command.action() == ServiceAction.START) {
                services.start(command.service());
            } else {
                services.stop(command.service());
            }
        } catch (ServiceException e) {
            return failed(command, e);
        }
        return verified(command, run);
    }

    private Outcome verified(ServiceCommand command, CommandRun run) throws CanceledException, InterruptedException {
        String name = command.service();
        boolean start = command.action() == ServiceAction.START;
        run.tell("verify", "watching whether it stays " + (start ? "up" : "stopped"));
        try {
            if (start) {
                watch.awaitSteady(List.of(name), run.deadline().atMost(WITHIN));
            } else {
                watch.awaitStopped(name, run.deadline().atMost(WITHIN));
            }
            ServiceState after = services.state(name);
            return described(after, (start ? "started " : "stopped ") + name).with("after", after.describe());
        } catch (ServiceException e) {
            return failed(command, e);
        }
    }

    private Outcome failed(ServiceCommand command, ServiceException e) throws InterruptedException {
        String output = services.recentOutput(command.service());
        return Outcome.failed(e.getMessage())
                .because(StepFailedException.of(command.action().wireName(), e, output));
    }

    private static Outcome described(ServiceState state, String message) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("active_state", state.active());
        facts.put("sub_state", state.detail());
        facts.put("restarts", Long.toString(state.restarts()));
        state.pid().ifPresent(pid -> facts.put("pid", Long.toString(pid)));
        state.run().ifPresent(run -> facts.put("run", run));
        state.since().ifPresent(since -> facts.put("since", since));
        return Outcome.succeeded(message).with(facts);
    }
}
