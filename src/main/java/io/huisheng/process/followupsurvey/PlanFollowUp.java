package io.huisheng.process.followupsurvey;

import io.huisheng.calendar.Span;
import io.huisheng.calendar.WorkingTime;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.customer.Customers;
import io.huisheng.invitation.FollowUps;
import io.huisheng.invitation.Purpose;
import io.huisheng.invitation.SurveyPlan;
import io.huisheng.messaging.Outbox;
import io.huisheng.process.deadline.Deadline;
import io.huisheng.process.engine.DecisionListener;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands the facts to {@code bpmn/follow-up-plan.dmn} and turns its verdict into the plan of this survey (A9, A12, E4, E5). */
@Component
class PlanFollowUp extends DecisionListener {

    private final CaseFiles files;
    private final Customers customers;
    private final FollowUps followUps;
    private final WorkingTime workingTime;
    private final Outbox outbox;
    private final Deadline deadline;
    private final Clock clock;

    PlanFollowUp(
            CaseFiles files,
            Customers customers,
            FollowUps followUps,
            WorkingTime workingTime,
            Outbox outbox,
            Deadline deadline,
            Clock clock) {
        this.files = files;
        this.customers = customers;
        this.followUps = followUps;
        this.workingTime = workingTime;
        this.outbox = outbox;
        this.deadline = deadline;
        this.clock = clock;
    }

    @Override
    protected Map<String, @Nullable Object> facts(DelegateExecution execution) {
        var caseNo = FollowUpSurvey.caseOf(execution);
        var customerNo = files.get(caseNo).customerNo();
        var customer = customers.profileOf(customerNo);
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("customerTier", customer.tier() == null ? "STANDARD" : customer.tier());
        facts.put("churnRisk", customer.churnRisk());
        facts.put("consent", customer.consent().name());
        facts.put("optedOut", customer.optedOut());
        facts.put("hasEmail", customer.hasEmail());
        facts.put(
                "smsAvailable",
                outbox.asksBySms() && customers.mobileOf(customerNo).isPresent());
        facts.put("hasPhone", customer.hasPhone());
        facts.put(
                "anotherRuns",
                followUps.isRunning(
                        caseNo, FollowUpSurvey.ROUND.read(execution), FollowUpSurvey.DUTY_ID.read(execution)));
        return facts;
    }

    @Override
    protected void record(DelegateExecution execution, DmnDecisionResult result) {
        var verdict = result.getSingleResult();
        String obligation = verdict.getEntry("obligation");
        var dueBy = deadline.dueAt(obligation);
        var plan = planOf(verdict, dueBy);
        var survey = followUps.plan(
                FollowUpSurvey.caseOf(execution),
                FollowUpSurvey.ROUND.read(execution),
                Purpose.valueOf(FollowUpSurvey.PURPOSE.read(execution)),
                FollowUpSurvey.DUTY_ID.read(execution),
                dueBy,
                plan);
        FollowUpSurvey.FOLLOW_UP_ID.write(execution, survey.id());
        FollowUpSurvey.CHANNEL.write(execution, survey.channel());
        FollowUpSurvey.CONTACT_ROLE.write(execution, verdict.getEntry("contactRole"));
        FollowUpSurvey.CONTACT_OBLIGATION.write(execution, obligation);
        var askAt = plan.inviteAt();
        if (askAt != null) {
            FollowUpSurvey.ASK_AT.write(execution, askAt);
        }
    }

    private SurveyPlan planOf(DmnDecisionResultEntries verdict, Instant dueBy) {
        String channel = verdict.getEntry("channel");
        int quietDays = verdict.<Number>getEntry("quietDays").intValue();
        String rule = verdict.getEntry("rule");
        return switch (channel) {
            case "NONE" -> new SurveyPlan(channel, null, null, quietDays, verdict.getEntry("reason"), rule);
            case "PERSONAL" -> new SurveyPlan(channel, verdict.getEntry("questionnaire"), null, quietDays, null, rule);
            default ->
                new SurveyPlan(
                        channel, verdict.getEntry("questionnaire"), askAt(verdict, dueBy), quietDays, null, rule);
        };
    }

    /** After the wait of the row, as early as contact hours allow, and not after the limit of the standard. */
    private Instant askAt(DmnDecisionResultEntries verdict, Instant dueBy) {
        var wait =
                new Span(verdict.<Number>getEntry("waitFor").intValue(), Span.Unit.valueOf(verdict.getEntry("unit")));
        var soonest = workingTime.after(clock.instant(), wait);
        return workingTime.contactMoment(soonest, dueBy.isBefore(soonest) ? soonest : dueBy);
    }
}
