package io.huisheng.process.handlemajorcomplaint;

import io.huisheng.closure.MajorComplaints;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.duty.DutyWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the duty and tells the customer until when he will hear from us; a complaint meanwhile joins the running one (E5). */
@Component
class OpenMajorComplaint implements JavaDelegate {

    private final MajorComplaints complaints;
    private final Deadline deadline;

    OpenMajorComplaint(MajorComplaints complaints, Deadline deadline) {
        this.complaints = complaints;
        this.deadline = deadline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var opened = complaints.open(
                DutyWork.caseOf(execution), DutyWork.ROUND.read(execution), deadline.dueAt("major-first-contact"));
        DutyWork.DUTY_ID.write(execution, opened.id());
        HandleMajorComplaint.HAS_JOINED.write(execution, !opened.isNew());
        HandleMajorComplaint.IS_INFORMED.write(execution, false);
    }
}
