package no.itagenten.fleet.fleetd.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Passwords are hashed, by few at a time, and compared with something even where there is nobody. */
class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void noMoreThanTwoAreHashedAtATime() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<String>> two = Stream.of("one", "two")
                .map(name -> CompletableFuture.supplyAsync(() -> passwords.inTurn(() -> {
                    begun.countDown();
                    await(end);
                    return name;
                })))
                .toList();
        begun.await();

        assertThatThrownBy(() -> passwords.hash("correct horse")).isInstanceOf(TooManyLoginsException.class);
        assertThatThrownBy(() -> passwords.matches("correct horse", Optional.empty()))
                .isInstanceOf(TooManyLoginsException.class);
        end.countDown();
        two.forEach(CompletableFuture::join);
        assertThat(passwords.inTurn(() -> "three")).isEqualTo("three");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSlotIsGivenBackWhenTheWorkFails() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> passwords.inTurn(() -> {
                        throw new IllegalStateException("failed");
                    }))
                    .hasMessage("failed");
        }
    }

    @Test
    void bcryptLooksAtAllOfALongPassword() {
        String hash = passwords.hash("a".repeat(100) + "b");

        assertThat(hash).startsWith("$2a$12$");
        assertThat(passwords.matches("a".repeat(100) + "b", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("a".repeat(100) + "c", Optional.of(hash))).isFalse();
    }

    @Test
    void nobodyHasAPasswordAndSoHasWhoeverWasRestoredFromABackup() {
        assertThat(passwords.matches("correct horse", Optional.empty())).isFalse();
        assertThat(passwords.matches("left out of the backup", Optional.of("left out of the backup")))
                .isFalse();
    }
}
