package no.itagenten.fleet.agent.handler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import no.itagenten.fleet.agent.bundle.BundleAcks;
import no.itagenten.fleet.agent.bundle.BundleUpload;
import no.itagenten.fleet.agent.bundle.Gathered;
import no.itagenten.fleet.agent.config.ApplicationConfig;
import no.itagenten.fleet.agent.config.BusyConfig;
import no.itagenten.fleet.agent.config.ReleasesConfig;
import no.itagenten.fleet.agent.config.SignaturePolicy;
import no.itagenten.fleet.agent.gate.Gate;
import no.itagenten.fleet.agent.gate.PolicyStore;
import no.itagenten.fleet.agent.git.GitFixture;
import no.itagenten.fleet.agent.identity.Credential;
import no.itagenten.fleet.agent.identity.KeyAcks;
import no.itagenten.fleet.agent.journal.Journal;
import no.itagenten.fleet.agent.probe.ApplicationVersion;
import no.itagenten.fleet.agent.process.LocalProcesses;
import no.itagenten.fleet.agent.process.ProcessRunner;
import no.itagenten.fleet.agent.service.ProcFiles;
import no.itagenten.fleet.agent.upgrade.ReleaseDownload;
import no.itagenten.fleet.agent.upgrade.SelfUpgrade;
import no.itagenten.fleet.agent.workspace.DirectWorkspace;
import no.itagenten.fleet.agent.workspace.Layout;
import no.itagenten.fleet.agent.workspace.Workspace;
import no.itagenten.fleet.protocol.CommandId;
import no.itagenten.fleet.protocol.CommandProgress;
import no.itagenten.fleet.protocol.CommandResult;
import no.itagenten.fleet.protocol.DeviceId;
import no.itagenten.fleet.protocol.DeviceMessage;

/** A device's commands over a real journal and, where a test wants them, real repositories; only the services are fakes. */
final class CommandsFixture implements AutoCloseable {

    static final DeviceId DEVICE = new DeviceId("d");

    final FakeServices services = new FakeServices();
    final BlockingQueue<DeviceMessage> sent = new LinkedBlockingQueue<>();
    final List<Optional<String>> displayed = new CopyOnWriteArrayList<>();
    final FakeServer server = new FakeServer();
    final Path journalFolder;
    final ApplicationVersion version;
    /** Nanoseconds that have passed in the eyes of whoever measures how long a command waited. */
    final AtomicLong passed = new AtomicLong();

    /** By which blocks are counted. */
    Clock clock = Clock.systemUTC();

    String bootId = "boot-1";
    List<String> reboot = List.of();
    Duration patience = Duration.ofMillis(100);
    Optional<CommandId> notWritableFromStart = Optional.empty();
    List<String> allowed = List.of("app", "web");

    /** What a support bundle has in it. */
    BundleHandler.Contents bundle = (archive, now, cancellation) -> {
        Files.writeString(archive, "an archive");
        return new Gathered(3, 1, 0);
    };

    boolean givesBundles = true;
    final BundleAcks bundleAcks = new BundleAcks();
    Optional<SelfUpgrade> upgrade = Optional.empty();
    final KeyAcks keyAcks = new KeyAcks();
    /** By which git and the application's programs are run. */
    ProcessRunner processes = new LocalProcesses();

    private final Path folder;

    /** While it exists the device is on air. */
    final Path onAir;

    private final Optional<ApplicationConfig> application;
    private Optional<CommandExecutor> executor = Optional.empty();

    private CommandsFixture(Path folder, Optional<ApplicationConfig> application) {
        this.folder = folder;
        this.onAir = folder.resolve("on-air");
        this.journalFolder = folder.resolve("journal");
        this.application = application;
        this.version = ApplicationVersion.of(application, Optional.empty());
    }

    static CommandsFixture withoutApplication(Path folder) {
        return new CommandsFixture(folder, Optional.empty());
    }

    static CommandsFixture withApplication(Path folder, GitFixture repositories, String... postUpdate) {
        return withApplication(folder, repositories, List.of(postUpdate), List.of(), Optional.empty());
    }

    static CommandsFixture withApplication(
            Path folder,
            GitFixture repositories,
            List<String> postUpdate,
            List<String> health,
            Optional<SignaturePolicy> signatures) {
        return new CommandsFixture(
                folder,
                Optional.of(application(
                        repositories.device, repositories, postUpdate, health, signatures, Optional.empty())));
    }

    /** The same with a folder for each release. */
    static CommandsFixture withReleases(Path folder, Path application, GitFixture repositories, String... postUpdate) {
        return new CommandsFixture(
                folder,
                Optional.of(application(
                        application,
                        repositories,
                        List.of(postUpdate),
                        List.of(),
                        Optional.empty(),
                        Optional.of(new ReleasesConfig(2)))));
    }

    private static ApplicationConfig application(
            Path application,
            GitFixture repositories,
            List<String> postUpdate,
            List<String> health,
            Optional<SignaturePolicy> signatures,
            Optional<ReleasesConfig> releases) {
        return new ApplicationConfig(
                application,
                Optional.of(repositories.configuredRemote()),
                "main",
                postUpdate,
                Duration.ofSeconds(20),
                health,
                Optional.empty(),
                Duration.ZERO,
                Duration.ofSeconds(4),
                signatures,
                releases);
    }

    /** As an agent finds them on disk. */
    BlockedCommits blocked() {
        return new BlockedCommits(folder.resolve("blocked-commits.json"), clock);
    }

    Journal journal() throws IOException {
        return Journal.open(journalFolder, Clock.systemUTC());
    }

    /** From now on the journal cannot write this command's entry, as on a full disk. */
    void keepFromWriting(CommandId id) {
        try {
            Files.createDirectories(temporary(id).resolve("in-the-way"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void letWrite(CommandId id) throws IOException {
        Files.move(
                temporary(id), folder.resolve("no-longer-in-the-way")); // at one stroke: the agent tries all the time
    }

    private Path temporary(CommandId id) {
        return journalFolder.resolve(".tmp-" + id + ".json");
    }

    /** As after a start of the agent; takes up what the journal has. */
    CommandExecutor start() throws IOException {
        ServiceWatch watch = new ServiceWatch(services, Duration.ZERO, System::nanoTime);
        Optional<UpdateHandler> update = application.map(app -> {
            Workspace workspace = workspace();
            Rollout rollout = new Rollout(app, allowed, services, workspace, server, System::nanoTime);
            return new UpdateHandler(app, workspace, rollout, version, blocked(), turn());
        });
        CommandExecutor started = new CommandExecutor(
                DEVICE,
                journal(),
                new CommandDispatch(
                        new RestartHandler(services, allowed, watch, bootId, turn()),
                        update,
                        new RebootHandler(reboot, new LocalProcesses(), bootId, turn(), patience),
                        new UnblockHandler(blocked()),
                        new ServiceHandler(services, allowed, watch, bootId, turn()),
                        new BundleHandler(
                                givesBundles,
                                folder.resolve("bundles"),
                                bundle,
                                new BundleUpload(sent::add, bundleAcks)),
                        new AgentUpdateHandler(upgrade(), turn(), System::nanoTime),
                        new RotateKeyHandler(credential(), sent::add, keyAcks, server)),
                sent::add,
                displayed::add,
                Clock.systemUTC(),
                () -> System.nanoTime() + passed.get());
        notWritableFromStart.ifPresent(this::keepFromWriting);
        started.start();
        executor = Optional.of(started);
        return started;
    }

    /** What an update does to the files, for tests that do a part of one. */
    Workspace workspace() {
        ApplicationConfig app = application.orElseThrow();
        return new DirectWorkspace(
                app, layout(app), processes, new ProcFiles(Path.of("/")), Map.of("PATH", "/usr/bin:/bin"));
    }

    /** On this machine nobody has pinned a key, unless a test says otherwise. */
    private SelfUpgrade upgrade() {
        return upgrade.orElseGet(() -> SelfUpgrade.onSystemd(
                folder,
                Optional.empty(),
                () -> false,
                new LocalProcesses(),
                new ReleaseDownload(DEVICE, sent::add, System::nanoTime),
                () -> {}));
    }

    /** As an agent finds it on disk. */
    Credential credential() throws IOException {
        return Credential.load(folder.resolve("identity"), DEVICE);
    }

    private Turn turn() {
        PolicyStore policies = new PolicyStore(folder.resolve("policy.json"));
        BusyConfig config = new BusyConfig(List.of(), Optional.empty(), Optional.of(onAir));
        return new Turn(Gate.of(config, policies, new LocalProcesses(), clock), Duration.ofMillis(50));
    }

    CommandResult result() throws InterruptedException {
        return awaited(CommandResult.class);
    }

    CommandProgress progress(String phase) throws InterruptedException {
        while (true) {
            CommandProgress progress = awaited(CommandProgress.class);
            if (progress.phase().equals(phase)) {
                return progress;
            }
        }
    }

    <M extends DeviceMessage> M awaited(Class<M> type) throws InterruptedException {
        while (true) {
            DeviceMessage message = sent.poll(20, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no " + type.getSimpleName() + " within 20 s");
            }
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
    }

    @Override
    public void close() {
        executor.ifPresent(CommandExecutor::close);
    }

    private Layout layout(ApplicationConfig app) {
        try {
            return Layout.of(app, processes, Files.createDirectories(folder.resolve("git-home")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
