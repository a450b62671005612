package io.huisheng.closure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.calendar.WorkingTime;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.InterviewCall.Outcome;
import io.huisheng.customer.Customers;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.Violation;
import io.huisheng.survey.DeployedForms;
import io.huisheng.survey.EnteredAnswer;
import io.huisheng.survey.Responses;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What came of each call to a customer (A5–A7, A10, B3); nothing of it is ever changed. */
@Service
@Transactional
public class Interviews {

    private static final String FORM = "phone-interview";
    private static final String CHANNEL = "PHONE";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final DutyRows rows;
    private final Duties duties;
    private final Responses responses;
    private final DeployedForms forms;
    private final CaseFiles files;
    private final Customers customers;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final MeterRegistry meters;

    Interviews(
            JdbcClient jdbc,
            DutyRows rows,
            Duties duties,
            Responses responses,
            DeployedForms forms,
            CaseFiles files,
            Customers customers,
            WorkingTime workingTime,
            Clock clock,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.duties = duties;
        this.responses = responses;
        this.forms = forms;
        this.files = files;
        this.customers = customers;
        this.workingTime = workingTime;
        this.clock = clock;
        this.meters = meters;
    }

    /** Everything that speaks against writing a call down like this; empty where nothing does. */
    @Transactional(readOnly = true)
    public List<Violation> mistakesIn(CaseNo caseNo, int round, InterviewCall call) {
        List<Violation> mistakes = new ArrayList<>();
        if (call.outcome() == Outcome.BUSY) {
            mistakeIn(call.callAgainAt()).ifPresent(key -> mistakes.add(new Violation("/nextCall", key)));
        }
        if (call.outcome() == Outcome.REACHED) {
            if (call.overall() == null && isToBeRated(caseNo, round)) {
                mistakes.add(new Violation("/overall", "closure.interview.overall-missing"));
            }
            if (call.callEndedAt() == null) {
                mistakes.add(new Violation("/callEndedAt", "closure.interview.end-missing"));
            } else if (call.callEndedAt().isAfter(clock.instant())) {
                mistakes.add(new Violation("/callEndedAt", "closure.interview.end-in-future"));
            }
            if (call.promisesCallBack() && call.note().isBlank()) {
                mistakes.add(new Violation("/note", "closure.interview.promise-unexplained"));
            }
        }
        return mistakes;
    }

    private boolean isToBeRated(CaseNo caseNo, int round) {
        return !responses.isAnswered(caseNo, round) || responses.isToBeAskedInPerson(caseNo, round);
    }

    private Optional<String> mistakeIn(@Nullable Instant callAgainAt) {
        if (callAgainAt == null) {
            return Optional.of("closure.interview.moment-missing");
        }
        if (!callAgainAt.isAfter(clock.instant())) {
            return Optional.of("closure.interview.moment-past");
        }
        return workingTime.isContactHour(callAgainAt)
                ? Optional.empty()
                : Optional.of("closure.interview.moment-outside-contact-hours");
    }

    /**
     * Writes a call down and does what follows from it at once: what the customer answered becomes the answer of the round, who
     * refuses is left alone from now on, and the duty is closed where nothing is left of it.
     *
     * @param entryDue how long after the end of a call it must be entered, counted by whoever knows the standard; null where the
     *     end of the call is not known
     * @throws InvalidInput where {@link #mistakesIn} finds something
     */
    public void record(UUID dutyId, InterviewCall call, @Nullable Instant entryDue, String by) {
        var duty = rows.find(dutyId).orElseThrow(() -> new NotFound(dutyId.toString()));
        var mistakes = mistakesIn(duty.caseNo(), duty.round(), call);
        if (!mistakes.isEmpty()) {
            throw new InvalidInput(mistakes);
        }
        var now = clock.instant();
        var late = entryDue != null && now.isAfter(entryDue);
        var responseId = call.outcome() == Outcome.REACHED ? answerOf(duty, call, by) : null;
        insert(duty, call, late, responseId, by, now);
        files.note(duty.caseNo(), "INTERVIEW_" + call.outcome(), Words.ofCall(call), by);
        if (late) {
            files.note(duty.caseNo(), "INTERVIEW_ENTERED_LATE", Words.enteredLate(), "system");
        }
        meters.counter("huisheng.interviews", "outcome", call.outcome().name(), "late", String.valueOf(late))
                .increment();
        switch (call.outcome()) {
            case REACHED -> {
                if (!call.promisesCallBack()) {
                    duties.close(dutyId, "REACHED", by);
                }
            }
            case REFUSED -> {
                customers.optOut(files.get(duty.caseNo()).customerNo(), CHANNEL, now);
                duties.close(dutyId, "REFUSED", by);
            }
            case BUSY, UNANSWERED -> {}
        }
    }

    /**
     * The customer has been called back as he was promised (B3).
     *
     * @throws InvalidInput where nothing says what was talked about
     */
    public void calledBack(UUID dutyId, String note, String by) {
        if (note.isBlank()) {
            throw new InvalidInput(List.of(new Violation("/note", "closure.promise.note-missing")));
        }
        duties.fulfil(dutyId, "REACHED", note, by);
    }

    /** Nobody answered at any time of day: the customer is left in peace. */
    public void giveUp(UUID dutyId) {
        duties.close(dutyId, "UNREACHABLE", "system");
    }

    /** A promised call back that nobody answered: on record, and the promise stays open (B3). */
    public void calledBackInVain(UUID dutyId, String note, String by) {
        var duty = rows.find(dutyId).orElseThrow(() -> new NotFound(dutyId.toString()));
        var call = new InterviewCall(Outcome.UNANSWERED, null, null, Map.of(), "", "", null, null, "", false, note);
        insert(duty, call, false, null, by, clock.instant());
        files.note(duty.caseNo(), "INTERVIEW_" + Outcome.UNANSWERED, Words.promiseUnanswered(), by);
    }

    /** Nobody answered the promised call back at any time of day: closed as a promise that could not be kept (B3). */
    public void leavePromise(UUID dutyId) {
        duties.close(dutyId, "PROMISE_UNREACHABLE", "system");
    }

    /** When nobody answered, as it was written down; since the customer was last talked to, as a promise has its own attempts. */
    @Transactional(readOnly = true)
    List<Instant> unansweredAt(UUID dutyId) {
        return jdbc.sql("""
                        select entered_at from interview_attempt
                        where duty_id = :duty and outcome = 'UNANSWERED' and attempt > (
                          select coalesce(max(attempt), 0) from interview_attempt
                          where duty_id = :duty and outcome = 'REACHED')""").param("duty", dutyId).query(OffsetDateTime.class).stream()
                .map(OffsetDateTime::toInstant)
                .toList();
    }

    /** The calls of a case, the first one first. */
    @Transactional(readOnly = true)
    public List<Attempt> of(CaseNo caseNo) {
        return jdbc.sql("""
                        select a.* from interview_attempt a join duty d on d.id = a.duty_id
                        where d.case_no = ? order by a.entered_at, a.attempt""")
                .param(caseNo.value())
                .query((row, number) -> new Attempt(
                        row.getObject("duty_id", UUID.class),
                        row.getInt("attempt"),
                        row.getString("outcome"),
                        moment(row.getObject("entered_at", OffsetDateTime.class)),
                        row.getString("entered_by"),
                        moment(row.getObject("call_ended_at", OffsetDateTime.class)),
                        row.getBoolean("entered_late"),
                        moment(row.getObject("call_again_at", OffsetDateTime.class)),
                        row.getObject("overall", Integer.class),
                        row.getString("problem_class"),
                        row.getString("customer_comment"),
                        row.getString("customer_suggestion"),
                        row.getString("recording"),
                        row.getBoolean("promises_call_back"),
                        row.getString("note")))
                .list();
    }

    /** A call as colleagues see it on the page of the case. */
    public record Attempt(
            UUID dutyId,
            int attempt,
            String outcome,
            @Nullable Instant at,
            String by,
            @Nullable Instant callEndedAt,
            boolean enteredLate,
            @Nullable Instant callAgainAt,
            @Nullable Integer overall,
            @Nullable String problemClass,
            String comment,
            String suggestion,
            String recording,
            boolean promisesCallBack,
            String note) {}

    /** Of several answers to one round the first counts; what is said later stays with the call. */
    private @Nullable UUID answerOf(Duty duty, InterviewCall call, String by) {
        var overall = call.overall();
        if (overall == null) {
            return null;
        }
        Map<String, Integer> scores = new LinkedHashMap<>(Map.of("overall", overall));
        Map<String, String> scales = new LinkedHashMap<>(Map.of("overall", "1-10"));
        call.dimensions().forEach((dimension, score) -> {
            scores.put(dimension, score);
            scales.put(dimension, "1-5");
        });
        Map<String, String> texts = new LinkedHashMap<>();
        if (!call.comment().isBlank()) {
            texts.put("comment", call.comment());
        }
        if (!call.suggestion().isBlank()) {
            texts.put("suggestion", call.suggestion());
        }
        var problemClass = call.problemClass();
        Map<String, List<String>> choices =
                problemClass == null ? Map.of() : Map.of("problemClass", List.of(problemClass));
        var version =
                forms.newest(FORM).map(DeployedForms.DeployedForm::version).orElse(1);
        return responses
                .enter(
                        duty.caseNo(),
                        duty.round(),
                        new EnteredAnswer(
                                CHANNEL, FORM, version, scores, scales, choices, texts, false, "", scores.size() + 2),
                        by)
                .responseId();
    }

    private void insert(
            Duty duty, InterviewCall call, boolean late, @Nullable UUID responseId, String by, Instant now) {
        jdbc.sql("""
                        insert into interview_attempt (id, duty_id, attempt, outcome, entered_at, entered_by, call_ended_at,
                            entered_late, call_again_at, overall, dimensions, problem_class, customer_comment,
                            customer_suggestion, recording, promises_call_back, note, response_id)
                        values (:id, :duty, (select count(*) + 1 from interview_attempt where duty_id = :duty), :outcome, :at,
                            :by, :endedAt, :late, :again, :overall, :dimensions, :problemClass, :comment, :suggestion,
                            :recording, :promises, :note, :response)""")
                .param("id", UUID.randomUUID())
                .param("duty", duty.id())
                .param("outcome", call.outcome().name())
                .param("at", utc(now))
                .param("by", by)
                .param("endedAt", utc(call.callEndedAt()))
                .param("late", late)
                .param("again", utc(call.callAgainAt()))
                .param("overall", call.overall())
                .param("dimensions", json(call.dimensions()))
                .param("problemClass", call.problemClass())
                .param("comment", call.comment())
                .param("suggestion", call.suggestion())
                .param("recording", call.recording())
                .param("promises", call.promisesCallBack())
                .param("note", call.note())
                .param("response", responseId)
                .update();
    }

    private static String json(Map<String, Integer> dimensions) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(dimensions));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant moment(@Nullable OffsetDateTime stored) {
        return stored == null ? null : stored.toInstant();
    }
}
