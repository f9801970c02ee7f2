package no.itagenten.fleet.fleetctl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.fleetctl.command.AgentReleases;
import no.itagenten.fleet.fleetctl.command.AgentRemove;
import no.itagenten.fleet.fleetctl.command.AgentUpdate;
import no.itagenten.fleet.fleetctl.command.AgentUpload;
import no.itagenten.fleet.fleetctl.command.Alerts;
import no.itagenten.fleet.fleetctl.command.Audit;
import no.itagenten.fleet.fleetctl.command.AuditExport;
import no.itagenten.fleet.fleetctl.command.AuditHead;
import no.itagenten.fleet.fleetctl.command.AuditVerify;
import no.itagenten.fleet.fleetctl.command.Bundle;
import no.itagenten.fleet.fleetctl.command.CommandCancel;
import no.itagenten.fleet.fleetctl.command.CommandShow;
import no.itagenten.fleet.fleetctl.command.CommandWait;
import no.itagenten.fleet.fleetctl.command.Commands;
import no.itagenten.fleet.fleetctl.command.Complete;
import no.itagenten.fleet.fleetctl.command.Completion;
import no.itagenten.fleet.fleetctl.command.ConfigGet;
import no.itagenten.fleet.fleetctl.command.ConfigSet;
import no.itagenten.fleet.fleetctl.command.ContextAdd;
import no.itagenten.fleet.fleetctl.command.ContextCurrent;
import no.itagenten.fleet.fleetctl.command.ContextList;
import no.itagenten.fleet.fleetctl.command.ContextRemove;
import no.itagenten.fleet.fleetctl.command.ContextRename;
import no.itagenten.fleet.fleetctl.command.ContextUse;
import no.itagenten.fleet.fleetctl.command.DeviceApprove;
import no.itagenten.fleet.fleetctl.command.DeviceReject;
import no.itagenten.fleet.fleetctl.command.DeviceRemove;
import no.itagenten.fleet.fleetctl.command.DeviceRename;
import no.itagenten.fleet.fleetctl.command.DeviceReplace;
import no.itagenten.fleet.fleetctl.command.DeviceResetCredential;
import no.itagenten.fleet.fleetctl.command.DeviceRotateKey;
import no.itagenten.fleet.fleetctl.command.DeviceSet;
import no.itagenten.fleet.fleetctl.command.DeviceShow;
import no.itagenten.fleet.fleetctl.command.DeviceUnblock;
import no.itagenten.fleet.fleetctl.command.Devices;
import no.itagenten.fleet.fleetctl.command.EnrollCreate;
import no.itagenten.fleet.fleetctl.command.EnrollDisable;
import no.itagenten.fleet.fleetctl.command.EnrollEnable;
import no.itagenten.fleet.fleetctl.command.EnrollList;
import no.itagenten.fleet.fleetctl.command.EnrollRevoke;
import no.itagenten.fleet.fleetctl.command.Events;
import no.itagenten.fleet.fleetctl.command.Help;
import no.itagenten.fleet.fleetctl.command.Lock;
import no.itagenten.fleet.fleetctl.command.Login;
import no.itagenten.fleet.fleetctl.command.Logout;
import no.itagenten.fleet.fleetctl.command.Logs;
import no.itagenten.fleet.fleetctl.command.Open;
import no.itagenten.fleet.fleetctl.command.Reboot;
import no.itagenten.fleet.fleetctl.command.Restart;
import no.itagenten.fleet.fleetctl.command.ServerBackup;
import no.itagenten.fleet.fleetctl.command.ServerCheck;
import no.itagenten.fleet.fleetctl.command.ServerRotateSigningKey;
import no.itagenten.fleet.fleetctl.command.ServiceStart;
import no.itagenten.fleet.fleetctl.command.ServiceStatus;
import no.itagenten.fleet.fleetctl.command.ServiceStop;
import no.itagenten.fleet.fleetctl.command.Status;
import no.itagenten.fleet.fleetctl.command.TokenCreate;
import no.itagenten.fleet.fleetctl.command.TokenList;
import no.itagenten.fleet.fleetctl.command.TokenRevoke;
import no.itagenten.fleet.fleetctl.command.Unlock;
import no.itagenten.fleet.fleetctl.command.Update;
import no.itagenten.fleet.fleetctl.command.UserAdd;
import no.itagenten.fleet.fleetctl.command.UserDisable;
import no.itagenten.fleet.fleetctl.command.UserEnable;
import no.itagenten.fleet.fleetctl.command.UserList;
import no.itagenten.fleet.fleetctl.command.UserPasswd;
import no.itagenten.fleet.fleetctl.command.UserRole;
import no.itagenten.fleet.fleetctl.command.Version;
import no.itagenten.fleet.fleetctl.command.Wait;
import no.itagenten.fleet.fleetctl.command.Whoami;
import no.itagenten.fleet.fleetctl.command.WindowClear;
import no.itagenten.fleet.fleetctl.command.WindowList;
import no.itagenten.fleet.fleetctl.command.WindowSet;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry;
import no.itagenten.fleet.fleetctl.invocation.CommandEntry.Group;
import no.itagenten.fleet.fleetctl.invocation.CommandIndex;
import no.itagenten.fleet.fleetctl.invocation.FleetCommand;
import no.itagenten.fleet.fleetctl.shell.Shell;
import no.itagenten.fleet.fleetctl.top.Top;

/**
 * Every command: what the user types, what it is for, and how one is made. Dispatch, help and completion are fed from here. A
 * command's class is loaded only when it is made: a one-shot call pays for one command and not for all. Immutable.
 */
public final class CommandCatalog implements CommandIndex {

    private static final List<CommandEntry> ENTRIES = List.of(
            entry(Group.LOOK, "devices", "List devices", "devices", "devices -o json")
                    .also("ls", "ps", "get devices", "device list", "device ls"),
            entry(
                    Group.LOOK,
                    "status",
                    "Show what is wrong in the fleet, or how one device is",
                    "status",
                    "status kirke-1"),
            entry(
                            Group.LOOK,
                            "alerts",
                            "List what is wrong now, the gravest first",
                            "alerts",
                            "alerts -l venue=oslo --critical")
                    .also("get alerts"),
            entry(
                    Group.LOOK,
                    "top",
                    "Watch the fleet on the whole screen, live",
                    "top",
                    "top --sort cpu --filter oslo"),
            entry(
                            Group.LOOK,
                            "logs",
                            "Show what devices have written",
                            "logs kirke-1 -f",
                            "logs r58-3f --since 2h --level warn",
                            "logs -l venue=oslo -f --grep \"no camera\"")
                    .also("log"),
            entry(Group.LOOK, "events", "Show everything that changes, as it happens", "events", "events -o json")
                    .also("get events"),
            entry(
                            Group.LOOK,
                            "commands",
                            "List what was asked of devices",
                            "commands --active",
                            "commands kirke-1 -n 10")
                    .also("get commands", "command list", "command ls"),
            entry(Group.LOOK, "command show", "Show a command, its history and its output", "command show 0f8b2c")
                    .also("describe command", "get command"),
            entry(
                            Group.ACT,
                            "restart",
                            "Restart a device's services",
                            "restart kirke-1",
                            "restart kirke-1 kirke-2 --service r58-recorder --yes")
                    .also("rollout restart"),
            entry(
                    Group.ACT,
                    "update",
                    "Update a device's application",
                    "update kirke-1 --tag v1.4.0",
                    "update kirke-1 --branch main --timeout 30m"),
            entry(Group.ACT, "reboot", "Reboot a device", "reboot kirke-1", "reboot kirke-1 kirke-2 --yes"),
            entry(
                    Group.ACT,
                    "service status",
                    "Show how a service is, and what it wrote last",
                    "service status kirke-1 r58-recorder"),
            entry(Group.ACT, "service start", "Start a service", "service start kirke-1 r58-recorder"),
            entry(
                    Group.ACT,
                    "service stop",
                    "Stop a service, until it is started again or the device boots",
                    "service stop kirke-1 r58-recorder"),
            entry(
                    Group.ACT,
                    "bundle",
                    "Save a device's logs, configuration and facts for whoever helps",
                    "bundle kirke-1",
                    "bundle kirke-1 nave.tar.gz --timeout 30m"),
            entry(
                            Group.ACT,
                            "lock",
                            "Have devices left alone: nothing that disturbs them begins",
                            "lock kirke-1 --reason \"Christmas concert\" --for 2h")
                    .also("cordon"),
            entry(Group.ACT, "unlock", "Let devices be disturbed again", "unlock kirke-1")
                    .also("uncordon"),
            entry(
                    Group.ACT,
                    "agent update",
                    "Replace the agent itself by a signed release",
                    "agent update kirke-1",
                    "agent update kirke-1 kirke-2 --version 1.5.0 --yes"),
            entry(Group.ACT, "config get", "Show a device's configuration", "config get kirke-1")
                    .also("get config"),
            entry(
                    Group.ACT,
                    "config set",
                    "Change a device's configuration",
                    "config set kirke-1 log_level=debug heartbeat_interval=10",
                    "config set kirke-1 log_level="),
            entry(
                    Group.ACT,
                    "wait",
                    "Wait until nothing is under way on devices",
                    "wait kirke-1",
                    "wait -l venue=oslo --timeout 1h"),
            entry(Group.ACT, "command wait", "Wait for commands to end", "command wait 0f8b2c --timeout 1h"),
            entry(Group.ACT, "command cancel", "Take a command back", "command cancel 0f8b2c"),
            entry(Group.MANAGE, "device show", "Show everything about a device", "device show kirke-1")
                    .also("inspect", "describe", "describe device", "get device"),
            entry(Group.MANAGE, "device rename", "Give a device a name", "device rename r58-3f9a2c1b \"Kirke 1\""),
            entry(
                    Group.MANAGE,
                    "device set",
                    "Set a device's venue, tags and time zone",
                    "device set kirke-1 --venue Domkirken --add-tag canary"),
            entry(
                    Group.MANAGE,
                    "device approve",
                    "Let a device in that enrolled and waits",
                    "device approve r58-3f9a2c1b"),
            entry(
                    Group.MANAGE,
                    "device reject",
                    "Send a device away that waits for approval",
                    "device reject r58-3f9a2c1b"),
            entry(Group.MANAGE, "device rotate-key", "Have a device change its key", "device rotate-key kirke-1"),
            entry(
                    Group.MANAGE,
                    "device replace",
                    "Have new hardware take a device's place",
                    "device replace kirke-1 r58-3f9a2c1b"),
            entry(Group.MANAGE, "device remove", "Forget a device for good", "device remove r58-3f9a2c1b --yes")
                    .also("delete device", "device delete", "device rm"),
            entry(
                    Group.MANAGE,
                    "device unblock",
                    "Let commits be tried again that were rolled back",
                    "device unblock kirke-1",
                    "device unblock kirke-1 3f9a2c1b"),
            entry(
                    Group.MANAGE,
                    "window set",
                    "Say when devices may be disturbed",
                    "window set kirke-1 --at \"mon-fri 02:00-05:00\"",
                    "window set --tag church --at \"daily 02:00-04:00\" --at \"sat 22:00-06:00\""),
            entry(Group.MANAGE, "window clear", "Take maintenance windows away", "window clear kirke-1"),
            entry(Group.MANAGE, "window list", "List maintenance windows", "window list")
                    .also("get windows"),
            entry(
                    Group.MANAGE,
                    "device reset-credential",
                    "Let a device enrol anew, after its key was lost",
                    "device reset-credential kirke-1"),
            entry(Group.MANAGE, "agent releases", "List the agent's releases that devices may fetch", "agent releases")
                    .also("get releases"),
            entry(
                    Group.MANAGE,
                    "agent upload",
                    "Give the server a signed release of the agent",
                    "agent upload r58-fleet-agent-1.5.0.tar.gz"),
            entry(Group.MANAGE, "agent remove", "Take a release of the agent off the server", "agent remove 1.4.0"),
            entry(
                    Group.MANAGE,
                    "enroll create",
                    "Make a token with which devices enrol",
                    "enroll create",
                    "enroll create --uses 20 --expires 7d --venue Domkirken",
                    "enroll create --uses unlimited --expires 30d --approve manual"),
            entry(Group.MANAGE, "enroll list", "List enrolment tokens", "enroll list")
                    .also("enroll ls"),
            entry(Group.MANAGE, "enroll disable", "Let an enrolment token rest", "enroll disable et-7c21"),
            entry(Group.MANAGE, "enroll enable", "Let an enrolment token work again", "enroll enable et-7c21"),
            entry(Group.MANAGE, "enroll revoke", "Make an enrolment token useless", "enroll revoke 7c21"),
            entry(
                    Group.SERVER,
                    "server backup",
                    "Save a copy of the running server's database",
                    "server backup",
                    "server backup /srv/backup/fleet.db --force"),
            entry(
                    Group.SERVER,
                    "server rotate-signing-key",
                    "Have access tokens signed by a new key",
                    "server rotate-signing-key"),
            entry(Group.SERVER, "server check", "Look whether the server's database is sound", "server check"),
            entry(
                    Group.SERVER,
                    "audit",
                    "Show who did what, from where, and what was refused",
                    "audit --since 1d",
                    "audit --user kari --action device",
                    "audit --result refused -o json"),
            entry(
                    Group.SERVER,
                    "audit verify",
                    "Check that the audit log was neither changed nor cut",
                    "audit verify",
                    "audit verify --file audit.jsonl"),
            entry(Group.SERVER, "audit head", "Print the end of the audit log, to be kept elsewhere", "audit head"),
            entry(Group.SERVER, "audit export", "Print the whole audit log, one entry a line", "audit export"),
            entry(
                            Group.ACCESS,
                            "login",
                            "Log in to a server",
                            "login --url https://fleet.example.org --user kari",
                            "login --url http://127.0.0.1:3001 --token-stdin < DIR/admin.token")
                    .also("auth login"),
            entry(Group.ACCESS, "logout", "Log out of a server", "logout").also("auth logout"),
            entry(Group.ACCESS, "whoami", "Show whom the server takes us for", "whoami")
                    .also("auth whoami"),
            entry(
                            Group.ACCESS,
                            "user add",
                            "Let somebody log in with a name and a password",
                            "user add kari --role operator --venue Oslo",
                            "user add ola --role admin --password-stdin < ola.txt")
                    .also("user create"),
            entry(Group.ACCESS, "user list", "List who logs in with a password", "user list")
                    .also("users", "user ls", "get users"),
            entry(
                    Group.ACCESS,
                    "user role",
                    "Change what somebody may do, and where",
                    "user role kari viewer",
                    "user role kari operator --venue Oslo --tag canary"),
            entry(Group.ACCESS, "user passwd", "Change a password", "user passwd", "user passwd kari"),
            entry(Group.ACCESS, "user disable", "Log somebody out everywhere, for good", "user disable kari"),
            entry(Group.ACCESS, "user enable", "Let somebody log in again", "user enable kari"),
            entry(
                            Group.ACCESS,
                            "token create",
                            "Make a token for a machine",
                            "token create --name ci --role operator --may update,restart --expires 90d",
                            "token create --name board --role viewer --venue Oslo")
                    .also("token add"),
            entry(Group.ACCESS, "token list", "List the tokens of machines and logins", "token list")
                    .also("tokens", "token ls", "get tokens"),
            entry(Group.ACCESS, "token revoke", "Make a token useless", "token revoke at-4v7k2q9xb1")
                    .also("token delete", "token rm"),
            entry(Group.ACCESS, "context list", "List the servers one has logged in to", "context list")
                    .also("contexts", "context ls", "config get-contexts"),
            entry(Group.ACCESS, "context use", "Choose the server that is meant from now on", "context use studio")
                    .also("config use-context"),
            entry(Group.ACCESS, "context current", "Show which server is meant", "context current")
                    .also("config current-context"),
            entry(
                    Group.ACCESS,
                    "context add",
                    "Add a server without logging in to it",
                    "context add studio --url https://fleet.example.org"),
            entry(
                            Group.ACCESS,
                            "context rename",
                            "Give a server another name here",
                            "context rename fleet.example.org studio")
                    .also("config rename-context"),
            entry(Group.ACCESS, "context remove", "Forget a server and its token", "context remove studio")
                    .also("context rm", "context delete", "config delete-context"),
            entry(Group.TOOL, "open", "Show the dashboard in a browser, or its address", "open", "open kirke-1 --print")
                    .also("dashboard"),
            entry(Group.TOOL, "shell", "Work in a shell that completes devices and commands", "shell"),
            entry(
                    Group.TOOL,
                    "completion",
                    "Print the script that has a shell complete commands and devices",
                    "completion bash",
                    "completion zsh",
                    "completion fish"),
            entry(Group.TOOL, "help", "Explain a command or a topic", "help", "help restart", "help exit-codes"),
            entry(
                    Group.TOOL,
                    "version",
                    "Show the version of fleetctl; asks no server",
                    "version",
                    "version --server"));

    /** What completion scripts ask, and no person. */
    private static final CommandEntry COMPLETE =
            entry(Group.TOOL, "__complete", "Name what can be typed", "__complete devices");

    private static CommandEntry entry(Group group, String path, String summary, String... examples) {
        return new CommandEntry(path, group, summary, Arrays.asList(examples), List.of());
    }

    @Override
    public List<CommandEntry> entries() {
        return ENTRIES;
    }

    @Override
    public Optional<CommandEntry> find(String path) {
        for (CommandEntry entry : ENTRIES) {
            if (entry.answersTo(path)) {
                return Optional.of(entry);
            }
        }
        return COMPLETE.answersTo(path) ? Optional.of(COMPLETE) : Optional.empty();
    }

    @Override
    public FleetCommand create(CommandEntry entry) {
        // A switch and no table of suppliers: thirty lambdas would cost more than the command that runs.
        return switch (entry.path()) {
            case "devices" -> new Devices();
            case "status" -> new Status();
            case "top" -> new Top();
            case "logs" -> new Logs();
            case "events" -> new Events();
            case "commands" -> new Commands();
            case "command show" -> new CommandShow();
            case "alerts" -> new Alerts();
            case "wait" -> new Wait();
            case "open" -> new Open();
            case "command wait" -> new CommandWait();
            case "command cancel" -> new CommandCancel();
            case "restart" -> new Restart();
            case "bundle" -> new Bundle();
            case "service start" -> new ServiceStart();
            case "service stop" -> new ServiceStop();
            case "service status" -> new ServiceStatus();
            case "lock" -> new Lock();
            case "unlock" -> new Unlock();
            case "window set" -> new WindowSet();
            case "window clear" -> new WindowClear();
            case "window list" -> new WindowList();
            case "reboot" -> new Reboot();
            case "update" -> new Update();
            case "agent update" -> new AgentUpdate();
            case "agent releases" -> new AgentReleases();
            case "agent upload" -> new AgentUpload();
            case "agent remove" -> new AgentRemove();
            case "config get" -> new ConfigGet();
            case "config set" -> new ConfigSet();
            case "device show" -> new DeviceShow();
            case "device rename" -> new DeviceRename();
            case "device set" -> new DeviceSet();
            case "device approve" -> new DeviceApprove();
            case "device reject" -> new DeviceReject();
            case "device rotate-key" -> new DeviceRotateKey();
            case "device replace" -> new DeviceReplace();
            case "device remove" -> new DeviceRemove();
            case "device unblock" -> new DeviceUnblock();
            case "device reset-credential" -> new DeviceResetCredential();
            case "enroll create" -> new EnrollCreate();
            case "enroll list" -> new EnrollList();
            case "enroll disable" -> new EnrollDisable();
            case "enroll enable" -> new EnrollEnable();
            case "enroll revoke" -> new EnrollRevoke();
            case "server backup" -> new ServerBackup();
            case "server check" -> new ServerCheck();
            case "server rotate-signing-key" -> new ServerRotateSigningKey();
            case "audit" -> new Audit();
            case "audit verify" -> new AuditVerify();
            case "audit head" -> new AuditHead();
            case "audit export" -> new AuditExport();
            case "login" -> new Login();
            case "logout" -> new Logout();
            case "whoami" -> new Whoami();
            case "user add" -> new UserAdd();
            case "user list" -> new UserList();
            case "user role" -> new UserRole();
            case "user passwd" -> new UserPasswd();
            case "user disable" -> new UserDisable();
            case "user enable" -> new UserEnable();
            case "token create" -> new TokenCreate();
            case "token list" -> new TokenList();
            case "token revoke" -> new TokenRevoke();
            case "context list" -> new ContextList();
            case "context use" -> new ContextUse();
            case "context current" -> new ContextCurrent();
            case "context add" -> new ContextAdd();
            case "context rename" -> new ContextRename();
            case "context remove" -> new ContextRemove();
            case "shell" -> new Shell();
            case "completion" -> new Completion();
            case "__complete" -> new Complete();
            case "help" -> new Help();
            case "version" -> new Version();
            default -> throw new IllegalArgumentException("not in the catalogue: " + entry.path());
        };
    }
}
