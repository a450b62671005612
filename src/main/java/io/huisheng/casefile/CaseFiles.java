package io.huisheng.casefile;

import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.NotFound;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The case files of the house, and the only place where the stage of a case changes. */
@Service
public class CaseFiles {

    private static final Logger log = LoggerFactory.getLogger(CaseFiles.class);

    private final CaseFileRows rows;
    private final CaseRounds rounds;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;

    CaseFiles(
            CaseFileRows rows,
            CaseRounds rounds,
            Timeline timeline,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            Clock clock) {
        this.rows = rows;
        this.rounds = rounds;
        this.timeline = timeline;
        this.events = events;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Takes a service event into its case: opens the case or its next round, or tells the running round what happened.
     *
     * @throws Conflict where the event contradicts the state of the case
     */
    @Transactional
    public CaseFile receive(ServiceEvent event) {
        var caseNo = event.caseNo();
        var known = rows.findLocked(caseNo);
        if (known.isEmpty()) {
            if (event.type() == ServiceEvent.Type.REOPENED) {
                throw new Conflict("casefile.conflict.reopened-unknown", caseNo.value());
            }
            var file = CaseFile.open(event, clock.instant());
            if (rows.insertIfAbsent(file)) {
                opened(file, event);
                return file;
            }
            // Another event of this case was faster; its row is committed now and can be locked.
            known = rows.findLocked(caseNo);
        }
        var file = known.orElseThrow(() -> new IllegalStateException("A case file has disappeared"));
        if (rows.isErased(caseNo)) {
            throw new Conflict("casefile.conflict.customer-erased", caseNo.value());
        }
        if (event.type() == ServiceEvent.Type.REOPENED) {
            return reopen(file, event);
        }
        if (!file.isRunning()) {
            return openNextRound(file, event);
        }
        if (event.scenario() == ServiceEvent.Scenario.COMPLAINT) {
            return hearComplaint(file, event);
        }
        throw new Conflict("casefile.conflict.round-is-running", caseNo.value(), file.round());
    }

    private CaseFile openNextRound(CaseFile closed, ServiceEvent event) {
        var file = closed.openNextRound(event, clock.instant());
        rows.update(file);
        if (!closed.customerNo().equals(event.customerNo())) {
            warn(file.caseNo(), "casefile.warning.customer-changed", closed.customerNo(), event.customerNo());
        }
        if (event.occurredAt().isBefore(closed.completedAt())) {
            warn(file.caseNo(), "casefile.warning.completed-before-last-round");
        }
        opened(file, event);
        return file;
    }

    private void opened(CaseFile file, ServiceEvent event) {
        rounds.begin(file);
        timeline.tell(
                file.caseNo(),
                "SERVICE_COMPLETED",
                Timeline.SYSTEM,
                "casefile.timeline.service-completed." + event.type(),
                timeline.text("casefile.scenario." + event.scenario()),
                file.round());
        warnOfOddTimes(file.caseNo(), file.service());
        meters.counter("huisheng.rounds.opened", "scenario", file.scenario().name())
                .increment();
        log.atInfo()
                .addKeyValue("caseNo", file.caseNo())
                .addKeyValue("round", file.round())
                .addKeyValue("scenario", file.scenario())
                .log("Round opened");
        events.publishEvent(new LoopOpened(file.caseNo(), file.round()));
    }

    private CaseFile reopen(CaseFile before, ServiceEvent event) {
        if (event.occurredAt().isBefore(before.completedAt())) {
            throw new Conflict(
                    "casefile.conflict.reopened-before-completion",
                    before.caseNo().value());
        }
        var file = before.reopened(event, clock.instant());
        rows.update(file);
        timeline.tell(
                file.caseNo(),
                "SERVICE_REOPENED",
                Timeline.SYSTEM,
                before.isRunning()
                        ? "casefile.timeline.reopened-while-running"
                        : "casefile.timeline.reopened-after-closing",
                file.round());
        warnOfAnotherCustomer(before, event);
        warnOfOddTimes(file.caseNo(), event.service());
        log.atInfo()
                .addKeyValue("caseNo", file.caseNo())
                .addKeyValue("round", file.round())
                .log("Service reopened");
        if (before.isRunning()) {
            countClosed(Outcome.REOPENED);
            events.publishEvent(new ServiceReopened(file.caseNo(), file.round()));
        } else {
            events.publishEvent(new ClosedServiceReopened(file.caseNo(), file.round()));
        }
        return file;
    }

    private CaseFile hearComplaint(CaseFile before, ServiceEvent event) {
        var file = before.knowing(event.service());
        rows.update(file);
        timeline.tell(
                file.caseNo(), "COMPLAINT_AGAIN", Timeline.SYSTEM, "casefile.timeline.complaint-again", file.round());
        warnOfAnotherCustomer(before, event);
        warnOfOddTimes(file.caseNo(), event.service());
        log.atInfo()
                .addKeyValue("caseNo", file.caseNo())
                .addKeyValue("round", file.round())
                .log("Customer complained while the round runs");
        events.publishEvent(new CustomerComplained(file.caseNo(), file.round(), event.eventId()));
        return file;
    }

    /** The file of a case. */
    public Optional<CaseFile> find(CaseNo caseNo) {
        return rows.find(caseNo);
    }

    /** The file of a case that must exist. */
    public CaseFile get(CaseNo caseNo) {
        return find(caseNo).orElseThrow(() -> new NotFound("case " + caseNo));
    }

    /** What happened to a case, in the order in which it was written down. */
    public List<TimelineEntry> timeline(CaseNo caseNo) {
        return timeline.of(caseNo);
    }

    /** The customer has been invited in this round. */
    @Transactional
    public void markInvited(CaseNo caseNo, int round) {
        if (rows.advance(caseNo, round, Stage.INVITED, List.of(Stage.WAITING))) {
            timeline.tell(caseNo, "INVITED", Timeline.SYSTEM, "casefile.timeline.invited", round);
        }
    }

    /** The customer has answered in this round. */
    @Transactional
    public void markAnswered(CaseNo caseNo, int round) {
        // An answer may be faster than the news that the mail server took the invitation, so WAITING is no obstacle.
        if (rows.advance(caseNo, round, Stage.ANSWERED, List.of(Stage.WAITING, Stage.INVITED))) {
            timeline.tell(caseNo, "RESPONSE_RECEIVED", Timeline.CUSTOMER, "casefile.timeline.answered", round);
        }
    }

    /** The customer has answered anonymously in this round: the case knows the hour of it, and no more (B11). */
    @Transactional
    public void markAnsweredAnonymously(CaseNo caseNo, int round) {
        if (rows.advance(caseNo, round, Stage.ANSWERED, List.of(Stage.WAITING, Stage.INVITED))) {
            noteToTheHour(
                    caseNo, "RESPONSE_RECEIVED", timeline.text("casefile.timeline.answered", round), Timeline.CUSTOMER);
        }
    }

    /** The loop of this round is closed; a round that is no longer the current one changes nothing. */
    @Transactional
    public void close(CaseNo caseNo, int round, Outcome outcome) {
        if (rows.close(caseNo, round, outcome, clock.instant())) {
            timeline.tell(
                    caseNo,
                    "LOOP_CLOSED",
                    Timeline.SYSTEM,
                    "casefile.timeline.closed",
                    round,
                    timeline.text("casefile.outcome." + outcome));
            countClosed(outcome);
            log.atInfo()
                    .addKeyValue("caseNo", caseNo)
                    .addKeyValue("round", round)
                    .addKeyValue("outcome", outcome)
                    .log("Loop closed");
        }
    }

    /**
     * A closed round has to be worked on once more: its case is open again until that is done. A service that was reopened
     * stays closed, for its next completion opens a round of its own.
     */
    @Transactional
    public void takeUpAgain(CaseNo caseNo, int round) {
        if (rows.takeUpAgain(caseNo, round)) {
            timeline.tell(caseNo, "TAKEN_UP_AGAIN", Timeline.SYSTEM, "casefile.timeline.taken-up-again", round);
        }
    }

    /** Keeps everybody else from changing this file until the transaction ends. */
    @Transactional
    public void hold(CaseNo caseNo) {
        rows.findLocked(caseNo);
    }

    /** Whether the customer of this case was erased: nothing personal may be added to it any more (G3). */
    public boolean isErased(CaseNo caseNo) {
        return rows.isErased(caseNo);
    }

    /**
     * Keeps the customer of this case from being erased until the transaction ends, for whoever is about to write down something
     * personal.
     *
     * @throws Conflict where he is erased already
     */
    @Transactional
    public void holdUnlessErased(CaseNo caseNo) {
        hold(caseNo);
        if (isErased(caseNo)) {
            throw new Conflict("casefile.conflict.customer-erased", caseNo.value());
        }
    }

    /** Adds a line to the timeline: text is Chinese, short and free of personal data; {@code by} is customer, system or a user id. */
    @Transactional
    public void note(CaseNo caseNo, String kind, String text, String by) {
        timeline.add(caseNo, kind, text, by);
    }

    /** {@link #note} for what must not tell its minute. */
    @Transactional
    public void noteToTheHour(CaseNo caseNo, String kind, String text, String by) {
        timeline.addToTheHour(caseNo, kind, text, by);
    }

    private void countClosed(Outcome outcome) {
        meters.counter("huisheng.rounds.closed", "outcome", outcome.name()).increment();
    }

    private void warnOfAnotherCustomer(CaseFile before, ServiceEvent event) {
        if (!before.customerNo().equals(event.customerNo())) {
            warn(before.caseNo(), "casefile.warning.another-customer", event.customerNo(), before.customerNo());
        }
    }

    /** Odd moments are taken as reported: the customer is asked all the same, and who reads the case sees the oddity. */
    private void warnOfOddTimes(CaseNo caseNo, ServiceRecord service) {
        if (isBefore(service.respondedAt(), service.createdAt())) {
            warn(caseNo, "casefile.warning.responded-before-created");
        }
        if (isBefore(service.resolvedAt(), service.createdAt())) {
            warn(caseNo, "casefile.warning.resolved-before-created");
        }
        if (isBefore(service.resolvedAt(), service.respondedAt())) {
            warn(caseNo, "casefile.warning.resolved-before-responded");
        }
    }

    private void warn(CaseNo caseNo, String messageKey, Object... arguments) {
        timeline.tell(caseNo, "DATA_WARNING", Timeline.SYSTEM, messageKey, arguments);
    }

    private static boolean isBefore(@Nullable Instant one, @Nullable Instant other) {
        return one != null && other != null && one.isBefore(other);
    }
}
