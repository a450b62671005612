package io.huisheng.process.duty;

import io.huisheng.closure.Duties;
import io.huisheng.process.deadline.Deadline;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the clock of the obligation that a task stands for: it begins with the task, is met by completing it unless the form says
 * that the attempt failed, and falls away with a task that the diagram takes back (E8).
 */
@Component
class ObligationClock implements TaskListener {

    private final Duties duties;
    private final Deadline deadline;

    ObligationClock(Duties duties, Deadline deadline) {
        this.duties = duties;
        this.deadline = deadline;
    }

    @Override
    public void notify(DelegateTask task) {
        var duty = DutyWork.DUTY_ID.read(task);
        var obligation = DutyWork.OBLIGATION.read(task);
        var subject = DutyWork.subjectOf(task);
        switch (task.getEventName()) {
            case EVENTNAME_CREATE -> duties.begin(duty, subject, deadline.limitsOf(obligation));
            case EVENTNAME_COMPLETE -> {
                if (DutyWork.isMet(task)) {
                    duties.meet(duty, obligation, subject, TypedWords.author(task));
                }
            }
            default -> duties.drop(duty, obligation, subject);
        }
    }
}
