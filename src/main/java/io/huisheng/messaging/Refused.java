package io.huisheng.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message could not be handed over. The code is short and names no address: it is kept and shown. */
class Refused extends Exception {

    private final String code;
    private final boolean permanent;
    private final @Nullable Duration pause;

    private Refused(String code, boolean permanent, @Nullable Duration pause) {
        // No cause: what servers answer often repeats the address.
        super(code, null, false, false);
        this.code = code;
        this.permanent = permanent;
        this.pause = pause;
    }

    static Refused forNow(String code) {
        return new Refused(code, false, null);
    }

    /** Refused until a moment that the other side has named, or that is known for another reason. */
    static Refused forNow(String code, Duration pause) {
        return new Refused(code, false, pause);
    }

    static Refused forGood(String code) {
        return new Refused(code, true, null);
    }

    String code() {
        return code;
    }

    boolean permanent() {
        return permanent;
    }

    /** The pause before the next attempt, where it is not for the sender to choose. */
    @Nullable
    Duration pause() {
        return pause;
    }
}
