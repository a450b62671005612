package io.huisheng.process.feedbackloop;

import io.huisheng.calendar.Span;
import io.huisheng.calendar.WorkingTime;
import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.customer.Customers;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.SurveyPlan;
import io.huisheng.messaging.Outbox;
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

/** Hands the facts to {@code bpmn/survey-plan.dmn} and turns its verdict into the plan of this round (A1–A7, A10, A12). */
@Component
class PlanSurvey extends DecisionListener {

    private static final int ALL = 100;

    private final CaseFiles files;
    private final Customers customers;
    private final Invitations invitations;
    private final WorkingTime workingTime;
    private final Outbox outbox;
    private final Clock clock;

    PlanSurvey(
            CaseFiles files,
            Customers customers,
            Invitations invitations,
            WorkingTime workingTime,
            Outbox outbox,
            Clock clock) {
        this.outbox = outbox;
        this.files = files;
        this.customers = customers;
        this.invitations = invitations;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    @Override
    protected Map<String, @Nullable Object> facts(DelegateExecution execution) {
        var file = files.get(FeedbackLoop.caseOf(execution));
        var customer = customers.profileOf(file.customerNo());
        var facts = new HashMap<String, @Nullable Object>();
        facts.put("completedBy", file.completedBy().name());
        facts.put("scenario", file.scenario().name());
        facts.put("customerTier", customer.tier() == null ? "STANDARD" : customer.tier());
        facts.put("churnRisk", customer.churnRisk());
        facts.put("consent", customer.consent().name());
        facts.put("optedOut", customer.optedOut());
        facts.put("hasEmail", customer.hasEmail());
        facts.put("hasPhone", customer.hasPhone());
        facts.put(
                "smsAvailable",
                outbox.asksBySms() && customers.mobileOf(file.customerNo()).isPresent());
        return facts;
    }

    @Override
    protected void record(DelegateExecution execution, DmnDecisionResult result) {
        var caseNo = FeedbackLoop.caseOf(execution);
        var file = files.get(caseNo);
        var plan = planFor(file, result.getSingleResult());
        var invitation = invitations.plan(caseNo, FeedbackLoop.ROUND.read(execution), plan);
        FeedbackLoop.CHANNEL.write(execution, invitation.channel());
        FeedbackLoop.CONTACT_ROLE.write(execution, result.getSingleResult().getEntry("contactRole"));
        FeedbackLoop.CONTACT_OBLIGATION.write(
                execution, result.getSingleResult().getEntry("contactObligation"));
        var inviteAt = plan.inviteAt();
        if (inviteAt != null) {
            FeedbackLoop.INVITE_AT.write(execution, inviteAt);
        }
    }

    private SurveyPlan planFor(CaseFile file, DmnDecisionResultEntries verdict) {
        String channel = verdict.getEntry("channel");
        int quietDays = verdict.<Number>getEntry("quietDays").intValue();
        String rule = verdict.getEntry("rule");
        if ("NONE".equals(channel)) {
            return new SurveyPlan(channel, null, null, quietDays, verdict.getEntry("reason"), rule);
        }
        if (drawn(file) >= verdict.<Number>getEntry("samplePercent").intValue()) {
            return new SurveyPlan("NONE", null, null, quietDays, "SAMPLED_OUT", rule);
        }
        if ("PERSONAL".equals(channel)) {
            return new SurveyPlan(channel, null, null, quietDays, null, rule);
        }
        return new SurveyPlan(
                channel, verdict.getEntry("questionnaire"), inviteAt(file, verdict), quietDays, null, rule);
    }

    /** Inside the window of the row, as early as contact hours allow; a window that has passed already gives the next such moment. */
    private Instant inviteAt(CaseFile file, DmnDecisionResultEntries verdict) {
        var unit = Span.Unit.valueOf(verdict.getEntry("unit"));
        var earliest = workingTime.after(
                file.completedAt(),
                new Span(verdict.<Number>getEntry("windowFrom").intValue(), unit));
        var latest = workingTime.after(
                file.completedAt(),
                new Span(verdict.<Number>getEntry("windowTo").intValue(), unit));
        var now = clock.instant();
        var soonest = earliest.isBefore(now) ? now : earliest;
        return Boolean.TRUE.equals(verdict.<Boolean>getEntry("contactHours"))
                ? workingTime.contactMoment(soonest, latest.isBefore(soonest) ? soonest : latest)
                : soonest;
    }

    /** A number from 0 to 99 that is the same whenever this round is drawn again. */
    private static int drawn(CaseFile file) {
        return Math.floorMod((file.caseNo().value() + "#" + file.round()).hashCode() * 31, ALL);
    }
}
