package no.itagenten.fleet.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import no.itagenten.fleet.it.fixture.ChildProcess;
import no.itagenten.fleet.it.fixture.Device;
import no.itagenten.fleet.it.fixture.Fleetctl.Output;
import no.itagenten.fleet.it.fixture.Installation;
import no.itagenten.fleet.protocol.rest.LogEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a device's application writes arrives, all of it, and once. */
@Order(3)
class LogsIT {

    private static final Pattern LINE = Pattern.compile("process (\\d+) line (\\d+)");
    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void linesArriveOnceThoughAgentAndServerAreKilledBetween() throws Exception {
        // given
        Device device = installation.device("it-logs").start();
        long pid = device.app().ask().pid();
        awaitLine(device, pid, 10);

        // when
        device.agent().process().kill();
        device.agent().start();
        device.awaitOnline();
        awaitLine(device, pid, lastLine(device, pid) + 10);
        installation.fleetd().process().kill();
        installation.fleetd().start();
        device.awaitOnline();
        awaitLine(device, pid, lastLine(device, pid) + 10);

        // then
        List<Long> lines = lines(device, pid);
        assertThat(lines)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, lines.size()).boxed().toList());
        assertThat(device.app().ask().pid()).isEqualTo(pid);
    }

    @Test
    void followingShowsNewLinesAsTheyCome() throws Exception {
        // given
        Device device = installation.device("it-follow").start();
        long pid = device.app().ask().pid();

        // when
        try (ChildProcess follower = installation.fleetctl().start("logs", "it-follow", "-f", "-n", "5")) {
            follower.awaitOutput(Pattern.compile("process " + pid + " line \\d+"));
            long reached = lastLine(device, pid);

            // then
            follower.awaitOutput(Pattern.compile("process " + pid + " line " + (reached + 10) + "\\n"));
        }
    }

    @Test
    void followingSeveralDevicesShowsEachLineOnceThoughTheServerIsKilled() throws Exception {
        // given
        Device first = installation.device("it-merge-1").start();
        Device second = installation.device("it-merge-2").start();
        long pid = first.app().ask().pid();
        long other = second.app().ask().pid();
        awaitLine(first, pid, 3);
        awaitLine(second, other, 3);

        try (ChildProcess follower = installation
                .fleetctl()
                .start("logs", "it-merge-1", "it-merge-2", "-f", "-n", "10000", "--grep", "process .* line")) {
            follower.awaitOutput(Pattern.compile("\\[it-merge-1\\] .*process " + pid + " line 3\\n"));

            // when
            installation.fleetd().process().kill();
            follower.awaitOutput(Pattern.compile("The connection is lost"));
            installation.fleetd().start();
            first.awaitOnline();
            second.awaitOnline();
            long reached = lastLine(first, pid);
            long otherReached = lastLine(second, other);

            // then
            follower.awaitOutput(Pattern.compile("process " + pid + " line " + (reached + 5) + "\\n"));
            follower.awaitOutput(Pattern.compile("process " + other + " line " + (otherReached + 5) + "\\n"));
            assertEachOnce(follower.output(), pid, reached + 5);
            assertEachOnce(follower.output(), other, otherReached + 5);
        }
    }

    private static void assertEachOnce(String output, long pid, long last) {
        List<Long> numbers = LINE.matcher(output)
                .results()
                .filter(line -> Long.parseLong(line.group(1)) == pid)
                .map(line -> Long.parseLong(line.group(2)))
                .filter(number -> number <= last)
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
    }

    @Test
    void aSourceThatTheFleetDoesNotWantStaysOnTheDevice() throws Exception {
        // given
        Device device = installation.device("it-quiet").start();
        long pid = device.app().ask().pid();
        awaitLine(device, pid, 3);
        Output set = installation.fleetctl().run("config", "set", "it-quiet", "log_sources=none");
        assertThat(set.exitCode()).as(set.err()).isZero();

        // when
        long stopped = settledLastLine(device, pid);
        Output on = installation.fleetctl().run("config", "set", "it-quiet", "log_sources=sample-app");

        // then
        assertThat(on.exitCode()).as(on.err()).isZero();
        awaitLine(device, pid, stopped + 10);
    }

    /** The last line that came, once no more come. */
    private static long settledLastLine(Device device, long pid) throws Exception {
        List<Long> seen = new ArrayList<>();
        await().atMost(ChildProcess.PATIENCE)
                .pollInterval(java.time.Duration.ofMillis(1500))
                .until(() -> {
                    seen.add(lastLine(device, pid));
                    return seen.size() > 1 && seen.get(seen.size() - 1).equals(seen.get(seen.size() - 2));
                });
        return seen.get(seen.size() - 1);
    }

    private static void awaitLine(Device device, long pid, long number) {
        await().atMost(ChildProcess.PATIENCE).until(() -> lastLine(device, pid) >= number);
    }

    private static long lastLine(Device device, long pid) throws Exception {
        List<Long> lines = lines(device, pid);
        return lines.isEmpty() ? 0 : lines.get(lines.size() - 1);
    }

    /** The numbers of that process's lines as the server has them, oldest first. */
    private static List<Long> lines(Device device, long pid) throws Exception {
        List<Long> numbers = new ArrayList<>();
        for (LogEntry entry : installation.api().logs(device.id())) {
            Matcher line = LINE.matcher(entry.message());
            if (line.find() && Long.parseLong(line.group(1)) == pid) {
                numbers.add(Long.parseLong(line.group(2)));
            }
        }
        Collections.reverse(numbers);
        return numbers;
    }
}
