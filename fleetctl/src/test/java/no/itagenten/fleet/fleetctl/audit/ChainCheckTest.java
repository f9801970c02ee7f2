package no.itagenten.fleet.fleetctl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import no.itagenten.fleet.fleetctl.audit.ChainCheck.Flaw;
import org.junit.jupiter.api.Test;

/** What is done to an audit log behind the server's back is found, and the first entry that does not fit is named. */
class ChainCheckTest {

    private final Chain chain = Chain.of(9);

    private Optional<Flaw> verdict(Optional<KnownHead> head) {
        ChainCheck check = new ChainCheck(head);
        for (var entry : chain.entries()) {
            if (!check.take(entry)) {
                break;
            }
        }
        return check.verdict();
    }

    private Flaw flaw() {
        return verdict(Optional.empty()).orElseThrow();
    }

    private KnownHead head(int id) {
        return new KnownHead(OptionalLong.of(id), chain.hash(id));
    }

    @Test
    void aSoundLogFits() {
        assertThat(verdict(Optional.empty())).isEmpty();
        assertThat(verdict(Optional.of(head(9)))).isEmpty();
        assertThat(verdict(Optional.of(head(4)))).isEmpty();
        assertThat(verdict(Optional.of(new KnownHead(OptionalLong.empty(), chain.hash(4)))))
                .isEmpty();
    }

    @Test
    void anEditIsFound() {
        chain.edit(5);

        assertThat(flaw()).isEqualTo(new Flaw(5, "entry 5 was changed: its hash is not that of what it says"));
    }

    @Test
    void anEditWithItsOwnHashMadeAnewIsFound() {
        String next = chain.hash(6);
        chain.edit(5).rehashedFrom(5);
        chain.entries().set(5, Chain.of(9).entry(6));

        assertThat(chain.hash(6)).isEqualTo(next);
        assertThat(flaw().entry()).isEqualTo(5);
        assertThat(flaw().sentence()).contains("entry 5 is not the one after which entry 6 was written");
    }

    @Test
    void aRemovalIsFound() {
        chain.entries().remove(4);

        assertThat(flaw()).isEqualTo(new Flaw(5, "entry 5 is missing: it was removed"));
    }

    @Test
    void aRemovalOfTheBeginningIsFound() {
        chain.entries().subList(0, 3).clear();

        assertThat(flaw()).isEqualTo(new Flaw(1, "entries 1 to 3 are missing: they were removed"));
    }

    @Test
    void anExchangeOfTwoIsFound() {
        Collections.swap(chain.entries(), 3, 4);

        assertThat(flaw().entry()).isEqualTo(4);
    }

    @Test
    void anExchangeOfTwoThatAlsoChangesTheirNumbersIsFound() {
        Collections.swap(chain.entries(), 3, 4);
        chain.entry(4).addProperty("id", 4);
        chain.entry(5).addProperty("id", 5);

        assertThat(flaw().entry()).isEqualTo(4);
    }

    @Test
    void anEntryThatComesTwiceIsFound() {
        chain.entries().add(5, chain.entry(5).deepCopy());

        assertThat(flaw().sentence()).contains("entry 5 stands after entry 5");
    }

    @Test
    void aCutEndIsFoundByAHeadAlone() {
        KnownHead before = head(9);
        chain.entries().subList(7, 9).clear();

        assertThat(verdict(Optional.empty())).isEmpty();
        assertThat(verdict(Optional.of(before)).orElseThrow().sentence())
                .isEqualTo("the log ends with entry 7, and the given head is entry 9: its end was cut off");
    }

    @Test
    void aTailThatWasWrittenAnewIsFoundByAHead() {
        KnownHead before = head(9);
        chain.edit(5).rehashedFrom(5);

        assertThat(verdict(Optional.empty())).isEmpty();
        assertThat(verdict(Optional.of(before)).orElseThrow().sentence())
                .contains("entry 9 is not the one of the given head");
        assertThat(verdict(Optional.of(new KnownHead(OptionalLong.empty(), before.hash())))
                        .orElseThrow()
                        .sentence())
                .contains("no entry has the hash of the given head");
    }

    @Test
    void aFieldThatThisProgramDoesNotKnowIsPartOfTheHash() {
        chain.entry(5).addProperty("added_later", "x");
        chain.rehashedFrom(5);
        assertThat(verdict(Optional.empty())).isEmpty();

        chain.entry(5).addProperty("added_later", "y");

        assertThat(flaw().entry()).isEqualTo(5);
    }

    @Test
    void whatIsNoEntryAtAllDoesNotFit() {
        chain.entry(2).addProperty("id", "two");

        assertThat(flaw().sentence()).contains("stands after entry 1");
    }
}
