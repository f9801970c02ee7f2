package no.itagenten.fleet.fleetctl.selection;

import no.itagenten.fleet.fleetctl.invocation.Invocation;
import no.itagenten.fleet.fleetctl.problem.Problem;
import picocli.CommandLine.Option;

/** {@code --yes}, and the question it spares. */
public final class Confirmation {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    /**
     * Asks before something that is hard to undo.
     *
     * @param question without the question mark's answers
     * @throws Problem of kind DECLINED if the answer is no; of kind USAGE if nobody is there to ask
     */
    public void require(Invocation invocation, String question) {
        if (yes) {
            return;
        }
        if (!invocation.surroundings().prompter().canAsk()) {
            throw Problem.usage("this asks first, and there is no terminal to ask at", "Say --yes to do it unasked.");
        }
        if (!invocation.surroundings().prompter().confirm(question)) {
            throw new Problem(Problem.Kind.DECLINED, "declined; nothing was done", "");
        }
    }
}
