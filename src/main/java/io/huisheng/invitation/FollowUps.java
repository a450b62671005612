package io.huisheng.invitation;

import static io.huisheng.invitation.SurveyState.ANSWERED;
import static io.huisheng.invitation.SurveyState.CANCELLED;
import static io.huisheng.invitation.SurveyState.EXPIRED;
import static io.huisheng.invitation.SurveyState.NOT_SENT;
import static io.huisheng.invitation.SurveyState.PLANNED;
import static io.huisheng.invitation.SurveyState.REMINDED;
import static io.huisheng.invitation.SurveyState.SENDING;
import static io.huisheng.invitation.SurveyState.SENT;

import io.huisheng.calendar.WorkingTime;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ClosedServiceReopened;
import io.huisheng.casefile.CustomerErased;
import io.huisheng.casefile.Outcome;
import io.huisheng.casefile.ServiceReopened;
import io.huisheng.customer.Customers;
import io.huisheng.messaging.MessageDelivered;
import io.huisheng.messaging.MessageUndeliverable;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.NotFound;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks a customer once more when a duty towards him was fulfilled: the special survey after a major complaint (A9, E5), the short
 * one after a recovery (E4). It is asked once for each duty and never repeated; the round it belongs to may be closed by then.
 *
 * <p>The quiet period does not forbid it: it asks about what he complained of himself, and a complaint that ends in silence is the
 * worse disturbance. It does begin one, so that nobody asks him anything else right after it (A12).
 */
@Service
@Transactional
public class FollowUps {

    private static final Logger log = LoggerFactory.getLogger(FollowUps.class);
    private static final String IN_PERSON = "PERSONAL";
    private static final String SYSTEM = "system";
    private static final Set<SurveyState> OPEN = EnumSet.of(PLANNED, SENDING, SENT, REMINDED);

    private final InvitationRepository rows;
    private final SurveyPlans plans;
    private final Invitations invitations;
    private final CaseFiles files;
    private final Customers customers;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final MessageSource messages;
    private final WorkingTime workingTime;
    private final Clock clock;

    FollowUps(
            InvitationRepository rows,
            SurveyPlans plans,
            Invitations invitations,
            CaseFiles files,
            Customers customers,
            Outbox outbox,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            MessageSource messages,
            WorkingTime workingTime,
            Clock clock) {
        this.rows = rows;
        this.plans = plans;
        this.invitations = invitations;
        this.files = files;
        this.customers = customers;
        this.outbox = outbox;
        this.events = events;
        this.meters = meters;
        this.messages = messages;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    /**
     * Records the plan of the survey that follows up a duty; a plan with channel NONE is recorded as not sent with its reason.
     * Planning it again changes nothing.
     *
     * @param dueBy when it must have been sent by the standards in force
     */
    public Invitation plan(CaseNo caseNo, int round, Purpose purpose, UUID dutyId, Instant dueBy, SurveyPlan plan) {
        return plans.record(caseNo, round, purpose, dutyId, dueBy, plan, this::announce);
    }

    private void announce(Invitation planned) {
        var reason = planned.notSentReason();
        var askAt = planned.dueAt();
        if (reason != null) {
            tellWhyNot(planned, reason);
        } else if (askAt != null) {
            note(planned, "PLANNED", "计划于 " + BusinessTime.minute(askAt) + " 发送" + titleOf(planned));
        }
    }

    /**
     * Checks once more whether the customer may be asked, and queues the survey.
     *
     * @throws NotInvited with the recorded reason where he may not be asked
     * @throws OutsideContactHours where it would disturb him now
     */
    public void send(UUID id, Instant lapsesAt) throws NotInvited, OutsideContactHours {
        var survey = get(id);
        var now = clock.instant();
        if (survey.state() == PLANNED) {
            invitations.refuseOutsideContactHours(now);
        }
        // Taking the state first holds the row until commit: whoever withdraws meanwhile waits and sees what was
        // decided.
        if (!rows.release(id, now, new Deadlines(lapsesAt, lapsesAt))) {
            Invitations.refuseUnlessOnItsWay(get(id));
            return;
        }
        var refusal = refusalOf(survey);
        if (refusal.isPresent()) {
            rows.end(id, NOT_SENT, refusal.get(), now, SENDING);
            tellWhyNot(survey, refusal.get());
            throw new NotInvited(refusal.get());
        }
        // No days of quiet are asked for, so this only says that he has been written to.
        customers.reserveInvitation(survey.customerNo(), Invitations.reservationOf(id), survey.quietDays(), now);
        outbox.add(new NewMessage(
                "follow-up:" + id,
                survey.purpose().messageKind(),
                Invitations.channelOf(survey),
                survey.caseNo(),
                id,
                null));
        log.atInfo()
                .addKeyValue("caseNo", survey.caseNo())
                .addKeyValue("purpose", survey.purpose())
                .log("Follow-up survey queued");
    }

    /** Members of staff ask the customer instead; whatever he answers them is the answer to this survey. */
    public void handToStaff(UUID id) {
        if (rows.handToStaff(id)) {
            var survey = get(id);
            note(survey, "BY_PHONE", titleOf(survey) + "改由专人电话联系客户");
        }
    }

    /** By when a survey was to reach the customer, as it was fixed when it was planned (A9); empty where no standard says so. */
    @Transactional(readOnly = true)
    public Optional<Instant> limitOf(UUID id) {
        return Optional.ofNullable(get(id).dueBy());
    }

    /** The survey that members of staff have been asked to do in person in this round, if there is one. */
    @Transactional(readOnly = true)
    public Optional<Invitation> askedInPerson(CaseNo caseNo, int round) {
        return rows.followUps(caseNo).stream()
                .filter(survey ->
                        survey.round() == round && survey.state() == PLANNED && IN_PERSON.equals(survey.channel()))
                .findFirst();
    }

    /** Lets the survey lapse unless an answer was first; returns whether nobody answered. */
    public boolean expire(UUID id) {
        if (rows.end(id, EXPIRED, null, clock.instant(), PLANNED, SENDING, SENT)) {
            var survey = get(id);
            count(survey, "expired");
            note(survey, "EXPIRED", titleOf(survey) + "已过期，客户未作答");
        }
        return get(id).state() != ANSWERED;
    }

    /**
     * Takes back every follow-up survey of a round that is neither answered nor expired, for example because the service was taken
     * up again; whoever waits for an answer is told.
     */
    public void withdraw(CaseNo caseNo, int round, String reason) {
        rows.followUps(caseNo).stream()
                .filter(survey -> survey.round() == round)
                .forEach(survey -> withdraw(survey, reason));
    }

    private void withdraw(Invitation survey, String reason) {
        if (rows.end(survey.id(), CANCELLED, reason, clock.instant(), PLANNED, SENDING, SENT)) {
            invitations.releaseUnlessSent(survey.id());
            count(survey, "withdrawn");
            note(survey, "WITHDRAWN", titleOf(survey) + "已撤回：" + inChinese(reason));
            events.publishEvent(new FollowUpEnded(survey.id(), survey.caseNo(), survey.round(), reason));
        }
    }

    /** The follow-up surveys of a case, the first one first. */
    @Transactional(readOnly = true)
    public List<Invitation> of(CaseNo caseNo) {
        return rows.followUps(caseNo);
    }

    /** Whether a follow-up survey about another duty of this round is planned or waits for its answer. */
    @Transactional(readOnly = true)
    public boolean isRunning(CaseNo caseNo, int round, UUID otherThan) {
        return rows.followUps(caseNo).stream()
                .anyMatch(survey ->
                        survey.round() == round && !otherThan.equals(survey.dutyId()) && OPEN.contains(survey.state()));
    }

    /** Hears at once that the service was taken up again, so that every guard sees it before any diagram does. */
    @EventListener
    void on(ServiceReopened event) {
        withdraw(event.caseNo(), event.round(), "REOPENED");
    }

    @EventListener
    void on(ClosedServiceReopened event) {
        withdraw(event.caseNo(), event.round(), "REOPENED");
    }

    @EventListener
    void on(CustomerErased event) {
        withdraw(event.caseNo(), event.round(), "CUSTOMER_ERASED");
    }

    @EventListener
    void on(MessageDelivered event) {
        find(event.reference(), event.kind()).ifPresent(survey -> {
            if (!rows.delivered(survey.id(), event.at())) {
                rows.deliveredTooLate(survey.id(), event.at());
                return;
            }
            count(survey, "sent");
            note(survey, "SENT", titleOf(survey) + "已发送");
            var dueBy = survey.dueBy();
            if (dueBy != null && event.at().isAfter(dueBy)) {
                count(survey, "late");
                note(survey, "LATE", titleOf(survey) + "迟于规定时间 " + BusinessTime.minute(dueBy));
            }
        });
    }

    @EventListener
    void on(MessageUndeliverable event) {
        // Whoever objected while it could not be delivered is not to be called instead.
        find(event.reference(), event.kind())
                .ifPresent(survey -> giveUp(
                        survey.id(),
                        invitations.objectionOf(survey.customerNo()).orElse("UNDELIVERABLE")));
    }

    /** The customer may not be asked any more although the survey was on its way. */
    void giveUp(UUID id, String reason) {
        if (rows.end(id, NOT_SENT, reason, clock.instant(), SENDING)) {
            var survey = get(id);
            invitations.releaseUnlessSent(id);
            tellWhyNot(survey, reason);
            events.publishEvent(new FollowUpEnded(id, survey.caseNo(), survey.round(), reason));
        }
    }

    private Optional<Invitation> find(@Nullable UUID reference, String kind) {
        return Optional.ofNullable(reference)
                .filter(id -> kind.endsWith("_SURVEY"))
                .flatMap(rows::find)
                .filter(survey -> survey.purpose().isFollowUp()
                        && survey.purpose().messageKind().equals(kind));
    }

    private Optional<String> refusalOf(Invitation survey) {
        var file = files.get(survey.caseNo());
        if (file.outcome() == Outcome.CUSTOMER_ERASED) {
            return Optional.of("CUSTOMER_ERASED");
        }
        return file.round() != survey.round() || file.outcome() == Outcome.REOPENED
                ? Optional.of("REOPENED")
                : invitations.objectionOf(survey.customerNo());
    }

    private Invitation get(UUID id) {
        return rows.find(id).orElseThrow(() -> new NotFound("follow-up survey"));
    }

    private void tellWhyNot(Invitation survey, String reason) {
        count(survey, "not-sent");
        note(survey, "NOT_SENT", "未发送" + titleOf(survey) + "：" + inChinese(reason));
    }

    private void note(Invitation survey, String what, String text) {
        files.note(survey.caseNo(), "FOLLOW_UP_" + what, text, SYSTEM);
    }

    private String titleOf(Invitation survey) {
        var purpose = survey.purpose();
        return String.valueOf(
                messages.getMessage("invitation.purpose." + purpose, null, purpose.name(), Locale.CHINESE));
    }

    private String inChinese(String reason) {
        return NotSentReason.in(Locale.CHINESE, reason, messages);
    }

    private void count(Invitation survey, String outcome) {
        meters.counter("huisheng.follow-ups", "purpose", survey.purpose().name(), "outcome", outcome)
                .increment();
    }
}
