package io.huisheng.process;

import java.time.Instant;
import java.util.Optional;

/** Lets a movable clock run the engine's work by hand, in the order in which it falls due. */
public interface DueWork {

    /** Stops the background executor; what it is doing comes to its end first. */
    void pause();

    /** Lets the background executor go on. */
    void resume();

    /** Sets the engine's clock to the business clock; called whenever that clock has been moved. */
    void alignClock();

    /** The due moment of the next piece of work that is still to be done, whether past or future. */
    Optional<Instant> nextDue();

    /** Executes what is due at the business clock's present moment, in order, and hands over what waits for a diagram; returns how much it did. */
    int runDue();
}
