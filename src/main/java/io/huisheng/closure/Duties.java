package io.huisheng.closure;

import io.huisheng.shared.CaseNo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The duties towards customers: opened, warned about, breached, closed; every step on record (E8). */
@Service
public class Duties {

    /** Opens a duty with the moment by which it is to be fulfilled; null where the standard names none. */
    public UUID open(CaseNo caseNo, int round, DutyType type, @Nullable Instant dueAt) {
        throw new UnsupportedOperationException();
    }

    /** The limit is near: tells the role and records it. */
    public void warn(UUID dutyId, String role) {
        throw new UnsupportedOperationException();
    }

    /** The limit has passed: records the breach once and tells the role. */
    public void breach(UUID dutyId, String role) {
        throw new UnsupportedOperationException();
    }

    /** Nothing happened after the breach: tells the next role. */
    public void escalate(UUID dutyId, String role) {
        throw new UnsupportedOperationException();
    }

    /** The duty is fulfilled; the outcome is a short word, {@code by} a user id or system. */
    public void close(UUID dutyId, String outcome, String by) {
        throw new UnsupportedOperationException();
    }

    /**
     * The duty is fulfilled by a member of staff, who says what came of it in his own words.
     *
     * @param result what was typed; may be empty, never leaves the house
     */
    public void fulfil(UUID dutyId, String outcome, String result, String by) {
        throw new UnsupportedOperationException();
    }

    /** Whether a duty of this round is still open. */
    public boolean hasOpen(CaseNo caseNo, int round) {
        throw new UnsupportedOperationException();
    }

    /** The open duties of a round are void, for example because the service was reopened. */
    public void cancelAll(CaseNo caseNo, int round, String reason) {
        throw new UnsupportedOperationException();
    }
}
