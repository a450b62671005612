package io.huisheng.closure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of what was decided and recorded about a recovery; null where a kind has no such thing.
 *
 * @param department the role it is about
 * @param claimed whose work it is in the opinion of who disputes
 * @param decidedBy the row of {@code responsible-department.dmn}
 * @param said what was typed, or the reason of the row
 * @param cost in whole yuan
 * @param satisfaction how satisfied the customer is with the recovery, 1 to 5
 */
record RecoveryRecord(
        Kind kind,
        String department,
        @Nullable String claimed,
        @Nullable String decidedBy,
        @Nullable String said,
        @Nullable String cause,
        @Nullable Integer cost,
        @Nullable Verdict verdict,
        @Nullable Integer satisfaction,
        String by,
        Instant at) {

    enum Kind {
        ASSIGNED,
        ACCEPTED,
        DISPUTED,
        RULED,
        WORKED,
        CALLED
    }

    static RecoveryRecord assigned(String department, String decidedBy, String reason, Instant at) {
        return new RecoveryRecord(
                Kind.ASSIGNED, department, null, decidedBy, reason, null, null, null, null, "system", at);
    }

    static RecoveryRecord accepted(String department, String by, Instant at) {
        return new RecoveryRecord(Kind.ACCEPTED, department, null, null, null, null, null, null, null, by, at);
    }

    static RecoveryRecord disputed(String department, String claimed, String reason, String by, Instant at) {
        return new RecoveryRecord(Kind.DISPUTED, department, claimed, null, reason, null, null, null, null, by, at);
    }

    static RecoveryRecord ruled(String department, String findings, String by, Instant at) {
        return new RecoveryRecord(Kind.RULED, department, null, null, findings, null, null, null, null, by, at);
    }

    static RecoveryRecord worked(
            String department, String done, String cause, @Nullable Integer cost, String by, Instant at) {
        return new RecoveryRecord(Kind.WORKED, department, null, null, done, cause, cost, null, null, by, at);
    }

    static RecoveryRecord called(
            String department,
            Verdict verdict,
            @Nullable String said,
            @Nullable Integer satisfaction,
            String by,
            Instant at) {
        return new RecoveryRecord(Kind.CALLED, department, null, null, said, null, null, verdict, satisfaction, by, at);
    }
}
