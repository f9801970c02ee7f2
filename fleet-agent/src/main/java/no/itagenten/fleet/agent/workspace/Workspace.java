package no.itagenten.fleet.agent.workspace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.itagenten.fleet.agent.git.Checkout;
import no.itagenten.fleet.agent.git.Target;
import no.itagenten.fleet.agent.process.Cancellation;
import no.itagenten.fleet.protocol.CommandId;

/**
 * The application's working copy and what is done to it in an update: by the agent itself, or by another user on its behalf. For one
 * thread at a time. Every method that throws {@link InterruptedException} may have left a step under way, which {@link #settle}
 * finds.
 */
public interface Workspace {

    /**
     * What is to be put in place of what.
     *
     * @param from the commit that is in place, in full; {@link Checkout#NO_COMMIT} if there is none yet
     * @param fromBranch the local branch that is checked out, if one is
     * @param to the commit that is asked for, in full
     */
    record Plan(String from, Optional<String> fromBranch, String to) {

        /** Whether there is nothing to go back to. */
        public boolean isFirst() {
            return from.equals(Checkout.NO_COMMIT);
        }

        public Transition forward(CommandId command) {
            return new Transition(command, from, to);
        }

        public Transition back(CommandId command) {
            return new Transition(command, to, from);
        }
    }

    /** From one commit to another, for a command. */
    record Transition(CommandId command, String from, String to) {}

    /**
     * How two commits differ.
     *
     * @param older whether the one that is asked for is part of the other's past
     * @param commits what the one asked for has and the other lacks, newest first, a line each
     */
    record Difference(boolean older, List<String> commits) {

        public Difference {
            commits = List.copyOf(commits);
        }
    }

    /** @param head as {@link Plan#from}; {@code clean} whether no tracked file differs from it */
    record State(String head, boolean clean) {}

    /** @param failure empty when it succeeded */
    record Ending(Optional<WorkspaceException> failure) {}

    /** Told what is being done, before it is done. Must not block. */
    interface Progress {
        Progress NONE = (step, message) -> {};

        void at(String step, String message);
    }

    /**
     * Everything about an update that touches nothing of what runs or is kept: may it be done, and what is the commit. It fetches, makes
     * a repository that is missing, and removes what interrupted updates left; failed releases only if room is short.
     *
     * @param overChanges whether local changes are no reason against it; {@link #saveChanges} is for them then
     * @throws WorkspaceException if it must not or cannot be done, or was canceled; nothing was touched
     */
    Plan prepare(CommandId command, Target target, boolean overChanges, Progress progress, Cancellation cancellation)
            throws WorkspaceException, InterruptedException;

    /** What would change, by the history; touches nothing. */
    Difference compare(Transition transition) throws WorkspaceException, InterruptedException;

    /**
     * Saves the local changes of tracked files as a patch outside of what they are in, and then takes them out of it.
     *
     * @return the patch; empty when there was nothing to save
     */
    Optional<String> saveChanges(CommandId command) throws WorkspaceException, InterruptedException;

    /**
     * Puts a prepared commit in place. Refused where a file that is in no commit would be lost. Where each version has a folder of its
     * own it is also refused where tracked files of the old one were changed, nothing was touched if it throws and the old one is still
     * in place, and it may be called again after an interruption.
     */
    void switchTo(Transition transition) throws WorkspaceException, InterruptedException;

    /**
     * Runs the device's own program after the code changed.
     *
     * @param run names this one run of it, for {@link #ended}; it is never carried out a second time
     */
    void postUpdate(Transition transition, String run) throws WorkspaceException, InterruptedException;

    /**
     * Runs the device's own program that says whether the application is well, once; nothing if there is none.
     *
     * @param within how long it may take
     * @throws WorkspaceException if it is not well, with what the program wrote
     */
    void checkHealth(Transition transition, Duration within) throws WorkspaceException, InterruptedException;

    /** @throws WorkspaceException unless the remote that updates come from answers within that time */
    void askRemote(CommandId command, Duration within) throws WorkspaceException, InterruptedException;

    /**
     * Puts the commit {@link Transition#to} in place, over whatever an interruption or a program left. For a tree that was clean before.
     * Where each version has a folder of its own only the way back needs it, and another commit's folder is left as it is. {@link
     * Checkout#NO_COMMIT} takes away what a first update put in place.
     *
     * @param branch to check out again if it still is at that commit
     * @return whether all is as it was left, with what the post-update program once made, so that it need not be run again
     */
    boolean restore(Transition transition, Optional<String> branch) throws WorkspaceException, InterruptedException;

    /** Called when the update has proved itself: what is kept no longer is removed. May be called again. */
    void confirm(Transition transition) throws WorkspaceException, InterruptedException;

    /** @throws WorkspaceException also if there is no checkout, or one that git must not be let loose on */
    State state(CommandId command) throws WorkspaceException, InterruptedException;

    /** After an interruption: returns when nothing that was begun for the command is under way any more. */
    void settle(CommandId command) throws InterruptedException;

    /** How that run of the post-update program ended, if there is proof; to be asked after {@link #settle}. */
    Optional<Ending> ended(CommandId command, String run);
}
