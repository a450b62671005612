package io.huisheng.process.duty;

import io.huisheng.calendar.WorkingTime;
import io.huisheng.closure.Interviews;
import io.huisheng.closure.Verifications;
import io.huisheng.process.engine.DecisionListener;
import io.huisheng.shared.BusinessTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands the facts to {@code bpmn/interview-attempts.dmn}: whether to try again, and at what time of day (B3, C3). */
@Component
class PlanNextAttempt extends DecisionListener {

    private final Interviews interviews;
    private final Verifications verifications;
    private final WorkingTime workingTime;
    private final Clock clock;

    PlanNextAttempt(Interviews interviews, Verifications verifications, WorkingTime workingTime, Clock clock) {
        this.interviews = interviews;
        this.verifications = verifications;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    @Override
    protected Map<String, @Nullable Object> facts(DelegateExecution execution) {
        var duty = DutyWork.DUTY_ID.read(execution);
        var facts = new HashMap<String, @Nullable Object>();
        // A duty is either an interview or a verification.
        facts.put("unanswered", interviews.unanswered(duty) + verifications.unanswered(duty));
        facts.put("hour", clock.instant().atZone(BusinessTime.ZONE).getHour());
        return facts;
    }

    @Override
    protected void record(DelegateExecution execution, DmnDecisionResult result) {
        var verdict = result.getSingleResult();
        boolean last = verdict.<Boolean>getEntry("isLastAttempt");
        DutyWork.IS_LAST_ATTEMPT.write(execution, last);
        if (!last) {
            DutyWork.CALL_AGAIN_AT.write(execution, next(LocalTime.parse(verdict.<String>getEntry("nextAt"))));
        }
    }

    /** The next working day, today included, on which this time is still to come; always inside contact hours. */
    private Instant next(LocalTime time) {
        var now = clock.instant().atZone(BusinessTime.ZONE);
        var day = now.toLocalTime().isBefore(time)
                ? now.toLocalDate()
                : now.toLocalDate().plusDays(1);
        while (!workingTime.isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        var moment = day.atTime(time).atZone(BusinessTime.ZONE).toInstant();
        return workingTime.contactMoment(moment, moment);
    }
}
