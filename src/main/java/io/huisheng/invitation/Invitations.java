package io.huisheng.invitation;

import static io.huisheng.invitation.SurveyState.CANCELLED;
import static io.huisheng.invitation.SurveyState.EXPIRED;
import static io.huisheng.invitation.SurveyState.NOT_SENT;
import static io.huisheng.invitation.SurveyState.PLANNED;
import static io.huisheng.invitation.SurveyState.REMINDED;
import static io.huisheng.invitation.SurveyState.SENDING;
import static io.huisheng.invitation.SurveyState.SENT;

import io.huisheng.calendar.WorkingTime;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.Outcome;
import io.huisheng.casefile.ServiceReopened;
import io.huisheng.casefile.Stage;
import io.huisheng.customer.CustomerProfile.Consent;
import io.huisheng.customer.Customers;
import io.huisheng.messaging.Channel;
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
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks each customer at most once in a round, reminds at most once, and decides who was first: the answer or the clock. */
@Service
@Transactional
public class Invitations {

    static final String INVITATION = "INVITATION";
    static final String REMINDER = "REMINDER";

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);
    private static final String IN_PERSON = "PERSONAL";
    private static final String BY_SMS = "SMS";
    private static final String SYSTEM = "system";

    private final InvitationRepository invitations;
    private final SurveyPlans plans;
    private final CaseFiles files;
    private final Customers customers;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final MessageSource messages;
    private final WorkingTime workingTime;
    private final Clock clock;

    Invitations(
            InvitationRepository invitations,
            SurveyPlans plans,
            CaseFiles files,
            Customers customers,
            Outbox outbox,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            MessageSource messages,
            WorkingTime workingTime,
            Clock clock) {
        this.invitations = invitations;
        this.plans = plans;
        this.files = files;
        this.customers = customers;
        this.outbox = outbox;
        this.events = events;
        this.meters = meters;
        this.messages = messages;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    /** Records the plan of a round; a plan with channel NONE is recorded as not sent with its reason. Moments are UTC instants. */
    public Invitation plan(CaseNo caseNo, int round, SurveyPlan plan) {
        return plans.record(caseNo, round, Purpose.LOOP, null, null, plan, this::announce);
    }

    private void announce(Invitation planned) {
        var reason = planned.notSentReason();
        var inviteAt = planned.dueAt();
        if (reason != null) {
            tellWhyNot(planned, reason);
        } else if (IN_PERSON.equals(planned.channel())) {
            files.note(planned.caseNo(), "SURVEY_PLANNED", "已安排专人联系客户", SYSTEM);
        } else if (inviteAt != null) {
            files.note(planned.caseNo(), "SURVEY_PLANNED", "计划于 " + BusinessTime.minute(inviteAt) + " 邀请客户评价", SYSTEM);
        }
    }

    /**
     * Checks once more whether the customer may be asked, reserves his quiet period and queues the invitation (A12).
     *
     * @param deadlines when it is repeated and when it lapses, by the standards in force (B14)
     * @throws NotInvited with the recorded reason where he may not be asked
     * @throws OutsideContactHours where it is too late for today what was planned inside contact hours; what was planned
     *     outside of them, because the customer has just spoken to us, leaves at once
     */
    public Deadlines send(CaseNo caseNo, int round, Deadlines deadlines) throws NotInvited, OutsideContactHours {
        var invitation = invitations.find(caseNo, round).orElseThrow(() -> new NotFound("invitation"));
        var now = clock.instant();
        var dueAt = invitation.dueAt();
        if (invitation.state() == PLANNED && dueAt != null && workingTime.isContactHour(dueAt)) {
            refuseOutsideContactHours(now);
        }
        // Taking the state first holds the row until commit: whoever cancels meanwhile waits and then sees what was
        // decided.
        if (!invitations.release(invitation.id(), now, deadlines)) {
            return deadlinesDecidedBefore(invitation);
        }
        var refusal = refusalOf(invitation, now);
        if (refusal.isPresent()) {
            invitations.end(invitation.id(), NOT_SENT, refusal.get(), now, SENDING);
            tellWhyNot(invitation, refusal.get());
            throw new NotInvited(refusal.get());
        }
        outbox.add(new NewMessage(
                "invitation:" + invitation.id(), INVITATION, channelOf(invitation), caseNo, invitation.id(), null));
        log.atInfo()
                .addKeyValue("caseNo", caseNo)
                .addKeyValue("lapsesAt", deadlines.lapsesAt())
                .log("Invitation queued");
        return deadlines;
    }

    /**
     * Queues the one reminder if the invitation is still unanswered and the customer may still be asked; returns whether it did.
     *
     * @throws OutsideContactHours where it would disturb the customer now
     */
    public boolean remind(CaseNo caseNo, int round) throws OutsideContactHours {
        var invitation = invitations.find(caseNo, round).filter(found -> found.state() == SENT);
        if (invitation.isEmpty() || objectionOf(invitation.get().customerNo()).isPresent()) {
            return false;
        }
        refuseOutsideContactHours(clock.instant());
        return outbox.add(new NewMessage(
                "reminder:" + invitation.get().id(),
                REMINDER,
                channelOf(invitation.get()),
                caseNo,
                invitation.get().id(),
                null));
    }

    /** Lets the invitation lapse unless an answer was first; returns whether it has lapsed. */
    public boolean expire(CaseNo caseNo, int round) {
        var found = invitations.find(caseNo, round);
        if (found.isEmpty()) {
            return false;
        }
        var id = found.get().id();
        if (invitations.end(id, EXPIRED, null, clock.instant(), SENDING, SENT, REMINDED)) {
            count("expired");
            files.note(caseNo, "SURVEY_EXPIRED", "评价邀请已过期，客户未作答", SYSTEM);
            return true;
        }
        return invitations.find(id).orElseThrow().state() == EXPIRED;
    }

    /** Takes back an invitation that is neither answered nor expired, with the reason. */
    public void cancel(CaseNo caseNo, int round, String reason) {
        var found = invitations.find(caseNo, round);
        if (found.isPresent()
                && invitations.end(
                        found.get().id(), CANCELLED, reason, clock.instant(), PLANNED, SENDING, SENT, REMINDED)) {
            count("cancelled");
            releaseUnlessSent(found.get().id());
            files.note(caseNo, "SURVEY_CANCELLED", "评价邀请已取消：" + inChinese(reason), SYSTEM);
        }
    }

    /** A member of staff has spoken to the customer instead of writing to him (A5, A6, A10). */
    public void contacted(CaseNo caseNo, int round) {
        invitations
                .find(caseNo, round)
                .filter(invitation -> IN_PERSON.equals(invitation.channel()))
                .ifPresent(invitation ->
                        invitations.end(invitation.id(), NOT_SENT, "CONTACTED_IN_PERSON", clock.instant(), PLANNED));
    }

    /** The customer has answered: returns true for exactly one caller, and only while the invitation is open. */
    public boolean answer(UUID invitationId, boolean anonymously) {
        var now = clock.instant();
        var won = invitations.answered(invitationId, anonymously ? now.truncatedTo(ChronoUnit.HOURS) : now);
        if (won) {
            count("answered");
        }
        return won;
    }

    /**
     * The customer has answered without having been written to, on the phone or on paper: returns true for exactly one caller.
     * An invitation that was only planned is not sent any more.
     */
    public boolean answerUnasked(UUID invitationId) {
        var won = invitations.answeredUnasked(invitationId, clock.instant());
        if (won) {
            count("answered-unasked");
        }
        return won;
    }

    /** The customer has answered an invitation that had lapsed: returns true for exactly one caller. */
    public boolean answerLate(UUID invitationId) {
        var won = invitations.answeredLate(invitationId);
        if (won) {
            count("answered-late");
        }
        return won;
    }

    /** Whether an answer came after the invitation had lapsed. */
    @Transactional(readOnly = true)
    public boolean isAnsweredLate(UUID invitationId) {
        return invitations.isAnsweredLate(invitationId);
    }

    /** The invitation of a round. */
    @Transactional(readOnly = true)
    public Optional<Invitation> of(CaseNo caseNo, int round) {
        return invitations.find(caseNo, round);
    }

    /** The invitation of the newest round of a case. */
    @Transactional(readOnly = true)
    public Optional<Invitation> newestOf(CaseNo caseNo) {
        return invitations.newest(caseNo);
    }

    /** The invitation with this id. */
    @Transactional(readOnly = true)
    public Optional<Invitation> find(UUID invitationId) {
        return invitations.find(invitationId);
    }

    /** The invitation behind the secret part of a link. */
    @Transactional(readOnly = true)
    public Optional<Invitation> byToken(String token) {
        return invitations.findByToken(Token.hashOf(token));
    }

    /** Makes another link to the same invitation: 128 random bits of which only the hash is stored. */
    public String issueToken(UUID invitationId, String purpose) {
        var token = Token.next();
        invitations.insertToken(Token.hashOf(token), invitationId, purpose, clock.instant());
        return token;
    }

    /** Why customers were not asked after all, with the number of cases that were opened since the given moment. */
    @Transactional(readOnly = true)
    public Map<String, Long> casesNotAsked(Instant openedSince) {
        return invitations.casesNotAsked(openedSince);
    }

    /** Hears at once that the service was taken up again, so that every guard sees it before any diagram does. */
    @EventListener
    void on(ServiceReopened event) {
        cancel(event.caseNo(), event.round(), "REOPENED");
    }

    @EventListener
    void on(MessageDelivered event) {
        if (event.reference() == null) {
            return;
        }
        switch (event.kind()) {
            case INVITATION -> invited(event.reference(), event);
            case REMINDER -> reminded(event.reference(), event);
            default -> {}
        }
    }

    @EventListener
    void on(MessageUndeliverable event) {
        if (event.reference() != null && INVITATION.equals(event.kind())) {
            var id = event.reference();
            // Whoever objected while his mail could not be delivered is not to be called instead.
            giveUp(
                    id,
                    invitations
                            .find(id)
                            .flatMap(invitation -> objectionOf(invitation.customerNo()))
                            .orElse("UNDELIVERABLE"));
        }
    }

    /** The customer may not be asked any more although the invitation was on its way. */
    void giveUp(UUID id, String reason) {
        if (invitations.end(id, NOT_SENT, reason, clock.instant(), SENDING)) {
            var invitation = invitations.find(id).orElseThrow();
            releaseUnlessSent(id);
            tellWhyNot(invitation, reason);
            events.publishEvent(new InvitationUndeliverable(invitation.caseNo(), invitation.round(), reason));
        }
    }

    /** What speaks against asking this customer, whatever the case. */
    Optional<String> objectionOf(String customerNo) {
        var profile = customers.profileOf(customerNo);
        // Whether somebody who was never asked for consent may be surveyed is the decision table's word, not ours.
        if (profile.consent() == Consent.NO) {
            return Optional.of("NO_CONSENT");
        }
        if (profile.optedOut()) {
            return Optional.of("OPTED_OUT");
        }
        return profile.hasEmail() || reachableBySms(customerNo) ? Optional.empty() : Optional.of("NO_CHANNEL");
    }

    private boolean reachableBySms(String customerNo) {
        return outbox.asksBySms() && customers.mobileOf(customerNo).isPresent();
    }

    static Channel channelOf(Invitation invitation) {
        return BY_SMS.equals(invitation.channel()) ? Channel.SMS : Channel.EMAIL;
    }

    private Optional<String> refusalOf(Invitation invitation, Instant now) {
        var file = files.get(invitation.caseNo());
        if (file.round() != invitation.round() || file.outcome() == Outcome.REOPENED || file.stage() == Stage.CLOSED) {
            return Optional.of("REOPENED");
        }
        var objection = objectionOf(invitation.customerNo());
        if (objection.isPresent()) {
            return objection;
        }
        return customers.reserveInvitation(
                        invitation.customerNo(), reservationOf(invitation.id()), invitation.quietDays(), now)
                ? Optional.empty()
                : Optional.of("QUIET_PERIOD");
    }

    private Deadlines deadlinesDecidedBefore(Invitation known) throws NotInvited {
        var invitation = invitations.find(known.id()).orElseThrow();
        refuseUnlessOnItsWay(invitation);
        // Without deadlines it was never sent: the customer answered on another way before his moment came.
        return invitations.deadlinesOf(invitation.id()).orElseThrow(() -> new NotInvited("ANSWERED"));
    }

    static void refuseUnlessOnItsWay(Invitation invitation) throws NotInvited {
        if (invitation.state() == NOT_SENT || invitation.state() == CANCELLED) {
            throw new NotInvited(Optional.ofNullable(invitation.notSentReason()).orElse("CANCELLED"));
        }
    }

    private void invited(UUID id, MessageDelivered event) {
        if (invitations.delivered(id, event.at())) {
            var invitation = invitations.find(id).orElseThrow();
            files.markInvited(invitation.caseNo(), invitation.round());
            count("sent");
        } else {
            invitations.deliveredTooLate(id, event.at());
            // It was taken back in the very moment in which it left, so the customer has been written to after all.
            var invitation = invitations.find(id).orElseThrow();
            customers.reserveInvitation(invitation.customerNo(), reservationOf(id), 0, event.at());
        }
    }

    /** A mail that never left disturbed nobody, so it keeps nobody from being asked later (A12). */
    void releaseUnlessSent(UUID id) {
        invitations
                .find(id)
                .filter(invitation -> invitation.sentAt() == null)
                .ifPresent(invitation -> customers.releaseInvitation(invitation.customerNo(), reservationOf(id)));
    }

    static String reservationOf(UUID id) {
        return "invitation:" + id;
    }

    void refuseOutsideContactHours(Instant now) throws OutsideContactHours {
        var next = workingTime.contactMoment(now, now);
        if (next.isAfter(now)) {
            throw new OutsideContactHours(next);
        }
    }

    private void reminded(UUID id, MessageDelivered event) {
        if (invitations.reminded(id, event.at())) {
            count("reminded");
        }
    }

    private void tellWhyNot(Invitation invitation, String reason) {
        files.note(invitation.caseNo(), "NOT_SENT", "未邀请客户评价：" + inChinese(reason), SYSTEM);
        count("not-sent");
        log.atInfo()
                .addKeyValue("caseNo", invitation.caseNo())
                .addKeyValue("reason", reason)
                .log("Customer is not asked");
    }

    /** The timeline speaks Chinese, whoever reads it. */
    private String inChinese(String reason) {
        return NotSentReason.in(Locale.CHINESE, reason, messages);
    }

    private void count(String outcome) {
        meters.counter("huisheng.invitations", "outcome", outcome).increment();
    }
}
