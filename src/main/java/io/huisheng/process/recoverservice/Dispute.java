package io.huisheng.process.recoverservice;

import io.huisheng.closure.Recoveries;
import io.huisheng.process.duty.DutyWork;
import io.huisheng.process.duty.TypedWords;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** The part of a form with which a department disputes that something is its work (C7). */
final class Dispute {

    private Dispute() {}

    static boolean isIn(DelegateTask task) {
        return TypedWords.of(task, "outcome").equals("DISPUTED");
    }

    static void record(DelegateTask task, Recoveries recoveries) {
        recoveries.dispute(
                DutyWork.DUTY_ID.read(task),
                TypedWords.of(task, "claimedDepartment"),
                TypedWords.of(task, "disputeReason"),
                TypedWords.author(task));
    }
}
