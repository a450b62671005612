package io.huisheng.messaging;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The turn of a message comes later. Nothing has failed: it is neither counted nor given up for this. */
class NotYet extends Exception {

    private final Duration pause;
    private final transient @Nullable Instant notBefore;

    private NotYet(Duration pause, @Nullable Instant notBefore) {
        super(null, null, false, false);
        this.pause = pause;
        this.notBefore = notBefore;
    }

    /** Because of how much the other side takes: a pause by the clock of the database. */
    static NotYet after(Duration pause) {
        return new NotYet(pause, null);
    }

    /** Because it would disturb somebody: a moment of the business clock. */
    static NotYet until(Instant moment) {
        return new NotYet(Duration.ZERO, moment);
    }

    Duration pause() {
        return pause;
    }

    @Nullable
    Instant notBefore() {
        return notBefore;
    }
}
