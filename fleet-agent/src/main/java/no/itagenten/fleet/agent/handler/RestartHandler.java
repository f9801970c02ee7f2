package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.itagenten.fleet.agent.journal.JournalEntry;
import no.itagenten.fleet.agent.service.ServiceException;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.service.ServiceState;
import no.itagenten.fleet.protocol.Restart;

/** Restarts services of the allow-list and sees that they stay up. */
final class RestartHandler implements CommandHandler<Restart> {

    private static final Duration START_WITHIN = Duration.ofMinutes(1);
    private static final String RUN_BEFORE = "run_before.";
    private static final String BOOT = "boot_id";

    private final ServiceManager services;
    private final List<String> allowed;
    private final ServiceWatch watch;
    private final String bootId;
    private final Turn turn;

    /** @param bootId of the running system, by which a reboot in the middle is told from a restart */
    RestartHandler(ServiceManager services, List<String> allowed, ServiceWatch watch, String bootId, Turn turn) {
        this.services = services;
        this.allowed = List.copyOf(allowed);
        this.watch = watch;
        this.bootId = bootId;
        this.turn = turn;
    }

    @Override
    public Outcome execute(Restart command, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        if (allowed.isEmpty()) {
            return Outcome.rejected(
                    "no service may be restarted on this device; its own configuration names none (SERVICES)");
        }
        if (command.service().isPresent() && !allowed.contains(command.service().get())) {
            return Outcome.rejected("service " + command.service().get()
                    + " is not one that may be restarted here; these may: " + String.join(", ", allowed));
        }
        List<String> names = targets(command);
        turn.await(run, command.terms());
        Map<String, String> evidence = new HashMap<>(Map.of(BOOT, bootId));
        Map<String, String> details = new TreeMap<>();
        try {
            for (ServiceState before : services.states(names)) {
                evidence.put(RUN_BEFORE + before.name(), before.run().orElse(""));
                details.put("before." + before.name(), before.describe());
            }
        } catch (ServiceException e) {
            return Outcome.failed("nothing was restarted: " + e.getMessage());
        }
        run.commit();
        run.note("restart", "restarting " + String.join(", ", names), evidence);
        return restart(names, names, details, run);
    }

    @Override
    public Outcome resume(Restart command, JournalEntry interrupted, CommandRun run)
            throws CanceledException, ExpiredException, IOException, InterruptedException {
        Map<String, String> evidence = interrupted.evidence();
        if (!evidence.containsKey(BOOT)) {
            return execute(command, run); // it ended before anything was touched
        }
        run.commit();
        List<String> names = targets(command);
        String states = states(names);
        if (!evidence.get(BOOT).equals(bootId)) {
            return Outcome.mayHaveRun(
                    "the device was rebooted in the middle of it, which started the services anew; now " + states);
        }
        if (interrupted.resumptions() > 2) {
            return Outcome.mayHaveRun("the agent was interrupted again and again; now " + states);
        }
        try {
            List<String> untouched = services.states(names).stream()
                    .filter(now -> !now.isChanging() && wasNotRestarted(now, evidence))
                    .map(ServiceState::name)
                    .toList();
            run.tell("restart", "going on after the agent was interrupted");
            return restart(names, untouched, Map.of(), run).with("resumed", "true");
        } catch (ServiceException e) {
            return Outcome.mayHaveRun(e.getMessage());
        }
    }

    private List<String> targets(Restart command) {
        return command.service().map(List::of).orElse(allowed);
    }

    private static boolean wasNotRestarted(ServiceState now, Map<String, String> evidence) {
        String before = evidence.getOrDefault(RUN_BEFORE + now.name(), "");
        return now.run().isEmpty() || now.run().get().equals(before);
    }

    private Outcome restart(List<String> all, List<String> toRestart, Map<String, String> before, CommandRun run)
            throws CanceledException, InterruptedException {
        Map<String, String> details = new TreeMap<>(before);
        for (String name : toRestart) {
            if (run.deadline().isOver()) {
                return Outcome.failed(
                                run.deadline().passed() + " before " + name + " was restarted; now " + states(all))
                        .with(limited(details));
            }
            try {
                services.restart(name);
            } catch (ServiceException e) {
                return failed(name, e, details);
            }
        }
        run.tell("verify", "watching whether " + (all.size() == 1 ? "it stays" : "they stay") + " up");
        for (String name : all) {
            try {
                watch.awaitSteady(List.of(name), run.deadline().atMost(START_WITHIN));
                ServiceState after = services.state(name);
                details.put("after." + name, after.describe());
                after.pid().ifPresent(pid -> details.put("pid." + name, Long.toString(pid)));
                after.run().ifPresent(id -> details.put("run." + name, id));
            } catch (ServiceException e) {
                return failed(name, e, details);
            }
        }
        return Outcome.succeeded("restarted " + String.join(", ", all)).with(limited(details));
    }

    private Outcome failed(String name, ServiceException e, Map<String, String> details) throws InterruptedException {
        StepFailedException failure = StepFailedException.of("restart", e, services.recentOutput(name));
        return Outcome.failed(e.getMessage()).with(limited(details)).because(failure);
    }

    /** A result has room for 32 facts. */
    private static Map<String, String> limited(Map<String, String> details) {
        Map<String, String> first = new TreeMap<>();
        details.entrySet().stream().limit(28).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return first;
    }

    private String states(List<String> names) throws InterruptedException {
        try {
            return String.join(
                    ", ",
                    services.states(names).stream()
                            .map(state -> state.name() + " is " + state.describe())
                            .toList());
        } catch (ServiceException e) {
            return e.getMessage();
        }
    }
}
