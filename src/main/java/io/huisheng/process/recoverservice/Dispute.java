package io.huisheng.process.recoverservice;

import io.huisheng.closure.AfterCall;
import io.huisheng.closure.Recoveries;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The part of every form of a recovery with which somebody disputes whose work it is (C7). */
final class Dispute {

    private Dispute() {}

    static boolean isIn(DelegateTask task) {
        return isIn(task, "outcome");
    }

    static boolean isIn(DelegateTask task, String choice) {
        return TypedWords.of(task, choice).equals("DISPUTED");
    }

    static void record(DelegateTask task, Recoveries recoveries) {
        recoveries.dispute(DutyWork.DUTY_ID.read(task), claimed(task), reason(task), TypedWords.author(task));
    }

    static AfterCall recordAfterCall(DelegateTask task, Recoveries recoveries) {
        return recoveries.disputeAfterCall(
                DutyWork.DUTY_ID.read(task), claimed(task), reason(task), TypedWords.author(task));
    }

    private static String claimed(DelegateTask task) {
        return TypedWords.of(task, "claimedDepartment");
    }

    private static String reason(DelegateTask task) {
        return TypedWords.of(task, "disputeReason");
    }
}
