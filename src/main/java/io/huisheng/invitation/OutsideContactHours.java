package io.huisheng.invitation;

import java.time.Instant;

/** A customer is not written to now, but at the next contact hour. */
public class OutsideContactHours extends Exception {

    private final transient Instant until;

    OutsideContactHours(Instant until) {
        super("Not before " + until, null, false, false);
        this.until = until;
    }

    /** The next moment at which customers may be written to. */
    public Instant until() {
        return until;
    }
}
