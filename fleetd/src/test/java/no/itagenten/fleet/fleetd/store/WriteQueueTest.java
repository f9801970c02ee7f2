package no.itagenten.fleet.fleetd.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteQueueTest {

    @TempDir
    Path folder;

    private Jdbi jdbi;
    private WriteQueue queue;

    @BeforeEach
    void open() {
        jdbi = Sqlite.jdbi(Sqlite.writing(folder.resolve("test.db")));
        jdbi.useHandle(handle -> handle.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)"));
        queue = new WriteQueue(jdbi);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private CompletableFuture<Integer> insert(int id) {
        return queue.submit(handle -> insert(handle, id));
    }

    private static int insert(Handle handle, int id) {
        return handle.createUpdate("INSERT INTO entry (id, text) VALUES (:id, 'x')")
                .bind("id", id)
                .execute();
    }

    private List<Integer> stored() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM entry ORDER BY id")
                .mapTo(Integer.class)
                .list());
    }

    /** Holds the writer inside a transaction until the latch opens. */
    private CompletableFuture<Void> hold(CountDownLatch latch) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> held = queue.submit(handle -> {
            begun.countDown();
            return pass(latch);
        });
        pass(begun);
        return held;
    }

    private static Void pass(CountDownLatch latch) {
        try {
            latch.await();
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWriteIsStoredWhenItsFutureCompletes() {
        insert(1).join();

        assertThat(stored()).containsExactly(1);
    }

    @Test
    void aWriteThatFailsIsUndoneAlone() {
        CountDownLatch latch = new CountDownLatch(1);
        CompletableFuture<Void> held = hold(latch);
        CompletableFuture<Integer> before = insert(1);
        CompletableFuture<Void> failing = queue.submit(handle -> {
            insert(handle, 2);
            throw new IllegalStateException("no");
        });
        CompletableFuture<Integer> again = insert(1);
        CompletableFuture<Integer> after = insert(3);

        latch.countDown();

        held.join();
        before.join();
        after.join();
        assertThatThrownBy(failing::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(again::join).isInstanceOf(CompletionException.class);
        assertThat(stored()).containsExactly(1, 3);
    }

    @Test
    void aWriteThatBreaksOffHarmsNoOther() {
        CompletableFuture<Integer> broken = queue.submit(handle -> {
            insert(handle, 1);
            throw new StackOverflowError();
        });

        CompletableFuture<Integer> next = insert(2);

        assertThat(next.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(1);
        assertThat(stored()).containsExactly(2);
        assertThatThrownBy(broken::join).hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void manyWritesAreOneTransaction() {
        CountDownLatch latch = new CountDownLatch(1);
        CompletableFuture<Void> held = hold(latch);
        List<CompletableFuture<Long>> changes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int id = i;
            changes.add(queue.submit(handle -> {
                insert(handle, id);
                // rises with every transaction that another connection can see
                return jdbi.withHandle(other -> other.createQuery("SELECT count(*) FROM entry")
                        .mapTo(Long.class)
                        .one());
            }));
        }

        latch.countDown();

        held.join();
        assertThat(changes).allSatisfy(seen -> assertThat(seen.join()).isZero());
        assertThat(stored()).hasSize(100);
    }

    @Test
    void writesCompleteInTheirOrder() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> all = IntStream.range(0, 3_000)
                .mapToObj(id -> insert(id).thenAccept(done -> order.add(id)))
                .toList();

        all.forEach(CompletableFuture::join);

        assertThat(order).isEqualTo(IntStream.range(0, 3_000).boxed().toList());
    }

    @Test
    void whatFollowsAWriteRunsOnTheWritersThreadInTheOrderOfTheWrites() {
        List<Integer> order = new ArrayList<>();
        Set<String> threads = ConcurrentHashMap.newKeySet();

        List<CompletableFuture<Boolean>> all = IntStream.range(0, 300)
                .mapToObj(id -> queue.submit(handle -> insert(handle, id), inserted -> {
                    threads.add(Thread.currentThread().getName());
                    return order.add(id);
                }))
                .toList();

        all.forEach(CompletableFuture::join);
        assertThat(order).isSorted().hasSize(300);
        assertThat(threads).containsExactly("store-writer");
    }

    @Test
    void whatHangsOnAWriteMayFailWithoutHarm() {
        CompletableFuture<Void> following = insert(1).thenAccept(done -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(following::join).hasCauseInstanceOf(IllegalStateException.class);
        insert(2).join();
        assertThat(stored()).containsExactly(1, 2);
    }

    @Test
    void aFullQueueSaysSoAtOnce() {
        CountDownLatch latch = new CountDownLatch(1);
        CompletableFuture<Void> held = hold(latch);
        List<CompletableFuture<Integer>> waiting =
                IntStream.range(0, 8_192).mapToObj(this::insert).toList();

        CompletableFuture<Integer> tooMany = insert(9_999);

        assertThat(tooMany).isCompletedExceptionally();
        assertThatThrownBy(tooMany::join)
                .hasCauseInstanceOf(StoreBusyException.class)
                .hasMessageContaining("try again");
        latch.countDown();
        held.join();
        waiting.forEach(CompletableFuture::join);
        assertThat(stored()).hasSize(8_192);
    }

    @Test
    void closingCommitsWhatIsQueued() {
        CountDownLatch latch = new CountDownLatch(1);
        CompletableFuture<Void> held = hold(latch);
        List<CompletableFuture<Integer>> waiting =
                IntStream.range(0, 2_000).mapToObj(this::insert).toList();
        Thread closer = new Thread(queue::close, "closer");
        closer.start();
        latch.countDown();

        waiting.forEach(CompletableFuture::join);

        held.join();
        assertThat(stored()).hasSize(2_000);
        await().until(() -> !closer.isAlive());
    }

    @Test
    void afterClosingNothingIsTaken() {
        queue.close();

        assertThatThrownBy(insert(1)::join).hasCauseInstanceOf(StoreBusyException.class);
    }

    @Test
    void nobodyWaitsForEverAcrossClosing() {
        List<CompletableFuture<Integer>> writes = Collections.synchronizedList(new ArrayList<>());
        Thread writer = new Thread(() -> IntStream.range(0, 100_000).forEach(id -> writes.add(insert(id))), "writer");
        writer.start();
        await().until(() -> writes.size() > 1_000);

        queue.close();

        await().until(() -> !writer.isAlive());
        await().until(() -> writes.stream().allMatch(CompletableFuture::isDone));
    }

    @Test
    void aFullDiskIsAReasonInWordsAndGoesByAgain() {
        insert(0).join();
        jdbiOfTheWriter("PRAGMA max_page_count = 1");
        CompletableFuture<Integer> large =
                queue.submit(handle -> handle.createUpdate("INSERT INTO entry (id, text) VALUES (5, :text)")
                        .bind("text", "x".repeat(100_000))
                        .execute());

        assertThatThrownBy(large::join)
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining("the disk is full");
        jdbiOfTheWriter("PRAGMA max_page_count = 1000000");
        insert(6).join();
        assertThat(stored()).containsExactly(0, 6);
    }

    /** On the writer's own connection: the bound belongs to it. */
    private void jdbiOfTheWriter(String pragma) {
        queue.submit(handle -> handle.createQuery(pragma).mapTo(Long.class).one())
                .join();
    }
}
