package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import no.itagenten.fleet.agent.bundle.BundleAcks;
import no.itagenten.fleet.agent.bundle.BundleContents;
import no.itagenten.fleet.agent.bundle.BundleUpload;
import no.itagenten.fleet.agent.config.AgentConfig;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.file.AtomicFile;
import no.itagenten.fleet.agent.gate.Gate;
import no.itagenten.fleet.agent.identity.Credential;
import no.itagenten.fleet.agent.identity.KeyAcks;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.runner.RunnerWorkspace;
import no.itagenten.fleet.agent.service.ProcFiles;
import no.itagenten.fleet.agent.service.ServiceManager;
import no.itagenten.fleet.agent.upgrade.SelfUpgrade;
import no.itagenten.fleet.agent.workspace.DirectWorkspace;
import no.itagenten.fleet.agent.workspace.Layout;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.protocol.DeviceMessage;

/** Puts together what carries out commands. */
public final class Commands {

    private Commands() {}

    /**
     * @param uplink takes messages for the server and never blocks
     * @param bootId of the running system
     * @param blocked what was taken back on this device before
     * @param server how to see whether the server is reached
     * @param gate whether the device may be disturbed
     * @param bundles gathers what a support bundle has in it
     * @param bundleAcks has what the server answers to its pieces
     * @param upgrade of the agent itself
     * @param credential whose key can be changed
     * @param keyAcks has what the server answers to a new key
     * @param display is told what is being carried out, and when nothing is any more
     * @throws IOException if the state folder cannot be used
     */
    public static CommandExecutor assemble(
            AgentConfig config,
            Journal journal,
            ServiceManager services,
            ProcessRunner processes,
            ApplicationVersion version,
            String bootId,
            Consumer<DeviceMessage> uplink,
            BlockedCommits blocked,
            ServerContact server,
            Gate gate,
            BundleContents bundles,
            BundleAcks bundleAcks,
            SelfUpgrade upgrade,
            Credential credential,
            KeyAcks keyAcks,
            Consumer<Optional<String>> display)
            throws IOException {
        LongSupplier nanoTime = System::nanoTime;
        Turn turn = new Turn(gate);
        ServiceWatch watch = new ServiceWatch(services, config.services().settle(), nanoTime);
        RestartHandler restart = new RestartHandler(services, config.services().names(), watch, bootId, turn);
        Optional<UpdateHandler> update = Optional.empty();
        if (config.application().isPresent()) {
            ApplicationConfig application = config.application().get();
            Workspace workspace = config.runner()
                    ? RunnerWorkspace.onSystemd(application, processes)
                    : direct(application, config.stateDir().resolve("git-home"), processes);
            Rollout rollout =
                    new Rollout(application, config.services().names(), services, workspace, server, nanoTime);
            update = Optional.of(new UpdateHandler(application, workspace, rollout, version, blocked, turn));
        }
        return new CommandExecutor(
                config.deviceId(),
                journal,
                new CommandDispatch(
                        restart,
                        update,
                        new RebootHandler(config.rebootCommand(), processes, bootId, turn),
                        new UnblockHandler(blocked),
                        new ServiceHandler(services, config.services().names(), watch, bootId, turn),
                        new BundleHandler(
                                config.supportBundle(),
                                config.stateDir().resolve("bundles"),
                                bundles::write,
                                new BundleUpload(uplink, bundleAcks)),
                        new AgentUpdateHandler(upgrade, turn, nanoTime),
                        new RotateKeyHandler(credential, uplink, keyAcks, server)),
                uplink,
                display,
                Clock.systemUTC(),
                nanoTime);
    }

    private static Workspace direct(ApplicationConfig application, Path home, ProcessRunner processes)
            throws IOException {
        AtomicFile.createFolder(home);
        return new DirectWorkspace(
                application,
                Layout.of(application, processes, home),
                processes,
                new ProcFiles(Path.of("/")),
                Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C.UTF-8", "HOME", home.toString()));
    }
}
