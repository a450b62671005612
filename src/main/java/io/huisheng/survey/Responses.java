package io.huisheng.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ErasedRounds;
import io.huisheng.invitation.FollowUps;
import io.huisheng.invitation.Invitation;
import io.huisheng.invitation.Invitations;
import io.huisheng.invitation.Purpose;
import io.huisheng.invitation.SurveyState;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The answers of customers, stored once each and never changed (C6). */
@Service
@Transactional
public class Responses {

    private static final Logger log = LoggerFactory.getLogger(Responses.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Invitations invitations;
    private final FollowUps followUps;
    private final CaseFiles files;
    private final SurveySettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Responses(
            JdbcClient jdbc,
            Invitations invitations,
            FollowUps followUps,
            CaseFiles files,
            SurveySettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.invitations = invitations;
        this.followUps = followUps;
        this.files = files;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** The answer with this id. */
    @Transactional(readOnly = true)
    public Optional<Response> find(UUID responseId) {
        return jdbc.sql("select * from response where id = ?")
                .param(responseId)
                .query(Responses::response)
                .optional();
    }

    /** The answer of the present round of a case; anonymous answers belong to no case. */
    @Transactional(readOnly = true)
    public Optional<Response> of(CaseNo caseNo) {
        return files.find(caseNo).flatMap(file -> of(caseNo, file.round()));
    }

    /** The answer of one round of a case. */
    @Transactional(readOnly = true)
    public Optional<Response> of(CaseNo caseNo, int round) {
        return jdbc.sql("""
                        select * from response where case_no = ? and round = ? and purpose = 'LOOP' and corrects is null
                        order by received_at desc limit 1""")
                .params(caseNo.value(), round)
                .query(Responses::response)
                .optional();
    }

    /** The answers to the follow-up surveys of one round of a case, the newest first. */
    @Transactional(readOnly = true)
    public List<Response> toFollowUps(CaseNo caseNo, int round) {
        return jdbc.sql("""
                        select * from response where case_no = ? and round = ? and purpose <> 'LOOP'
                        order by received_at desc, id""")
                .params(caseNo.value(), round)
                .query(Responses::response)
                .list();
    }

    /** The newest answer of one round of a case, be it to the survey of the round or to a follow-up. */
    @Transactional(readOnly = true)
    public Optional<Response> newestOf(CaseNo caseNo, int round) {
        return allOf(caseNo, round).stream().findFirst();
    }

    /** The answers of one round of a case, those to follow-up surveys included, the newest first. */
    @Transactional(readOnly = true)
    public List<Response> allOf(CaseNo caseNo, int round) {
        return jdbc.sql("select * from response where case_no = ? and round = ? order by received_at desc, id")
                .params(caseNo.value(), round)
                .query(Responses::response)
                .list();
    }

    /** The answer to one invitation; anonymous answers lead to none. */
    @Transactional(readOnly = true)
    public Optional<Response> to(UUID invitationId) {
        return jdbc.sql("select * from response where invitation_id = ?")
                .param(invitationId)
                .query(Responses::response)
                .optional();
    }

    /** The named answers to the surveys that followed up these duties. */
    @Transactional(readOnly = true)
    public List<Response> about(Collection<UUID> duties) {
        return duties.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select r.* from response r join invitation i on i.id = r.invitation_id
                        where i.purpose <> 'LOOP' and i.occasion in (:duties)""")
                        .param("duties", duties.stream().map(UUID::toString).toList())
                        .query(Responses::response)
                        .list();
    }

    /** The answers of the rounds before this one, newest first. */
    @Transactional(readOnly = true)
    public List<Response> before(CaseNo caseNo, int round) {
        return jdbc.sql("""
                        select * from response where case_no = ? and round < ? and purpose = 'LOOP' and corrects is null
                        order by round desc, received_at desc""")
                .params(caseNo.value(), round)
                .query(Responses::response)
                .list();
    }

    /** All answers to these rounds of a case, oldest first. */
    @Transactional(readOnly = true)
    public List<Response> allOf(CaseNo caseNo, List<Integer> rounds) {
        return jdbc.sql(
                        "select * from response where case_no = :caseNo and round in (:rounds) order by received_at, id")
                .param("caseNo", caseNo.value())
                .param("rounds", rounds)
                .query(Responses::response)
                .list();
    }

    /** The one change that an answer ever sees: its customer was erased, and what he wrote goes with him (G3). */
    void blank(Response response) {
        var texts = new TreeMap<>(response.texts());
        texts.replaceAll((key, text) -> text.isBlank() ? text : ErasedRounds.MARK);
        jdbc.sql("update response set answers = ? where id = ?")
                .params(
                        new Given(response.scores(), response.scales(), response.choices(), texts).toJson(),
                        response.responseId())
                .update();
    }

    /**
     * Takes the answer to an invitation. Of any number of simultaneous answers the first is stored; whether it comes in time
     * is the word of the invitation's row, never of a clock (reliability 3.3).
     */
    Receipt take(
            Invitation invitation, Questionnaire questionnaire, Answers answers, String language, Instant renderedAt) {
        var id = invitation.id();
        if (invitations.answer(id, answers.anonymous())) {
            var responseId = store(invitation, questionnaire, answers, language, renderedAt, false);
            if (invitation.purpose().isFollowUp()) {
                tellFollowUp(invitation, answers.anonymous() ? null : responseId, false);
                events.publishEvent(new ResponseStored(responseId));
                return Receipt.STORED;
            }
            if (answers.anonymous()) {
                files.markAnsweredAnonymously(invitation.caseNo(), invitation.round());
            } else {
                files.markAnswered(invitation.caseNo(), invitation.round());
            }
            events.publishEvent(new ResponseReceived(
                    invitation.caseNo(), invitation.round(), answers.anonymous() ? null : responseId));
            events.publishEvent(new ResponseStored(responseId));
            return Receipt.STORED;
        }
        return switch (invitations.find(id).orElseThrow().state()) {
            case ANSWERED -> Receipt.ALREADY_RECEIVED;
            case EXPIRED -> takeLate(invitation, questionnaire, answers, language, renderedAt);
            default -> Receipt.NO_LONGER_ASKED;
        };
    }

    /** What became of an entered answer, and its id where it was stored. */
    public record Entered(Receipt receipt, @Nullable UUID responseId) {}

    /**
     * Takes an answer that a member of staff enters for the customer who gave it (B2, B3). The row of the invitation decides as
     * it does about the customer's own answers: of any number of answers to a round the first is stored, on whatever way it came.
     *
     * @param by the user id of who enters it; stays on record
     */
    public Entered enter(CaseNo caseNo, int round, EnteredAnswer answer, String by) {
        var followUp = "PHONE".equals(answer.channel())
                ? followUps.askedInPerson(caseNo, round)
                : Optional.<Invitation>empty();
        if (followUp.isPresent() && invitations.answerUnasked(followUp.get().id())) {
            var responseId = storeEntered(followUp.get(), answer, by, false);
            return new Entered(Receipt.STORED, responseId);
        }
        var found = invitations.of(caseNo, round);
        if (found.isEmpty()) {
            return new Entered(Receipt.NO_LONGER_ASKED, null);
        }
        var invitation = found.get();
        if (invitations.answer(invitation.id(), false)) {
            var responseId = storeEntered(invitation, answer, by, false);
            events.publishEvent(new ResponseReceived(caseNo, round, responseId));
            return new Entered(Receipt.STORED, responseId);
        }
        if (invitations.answerUnasked(invitation.id())) {
            var responseId = storeEntered(invitation, answer, by, false);
            events.publishEvent(new AnswerEntered(caseNo, round, responseId));
            return new Entered(Receipt.STORED, responseId);
        }
        if (invitations.answerLate(invitation.id())) {
            var responseId = storeEntered(invitation, answer, by, true);
            events.publishEvent(new LateResponseReceived(caseNo, round, responseId));
            return new Entered(Receipt.STORED_LATE, responseId);
        }
        return new Entered(isAnswered(caseNo, round) ? Receipt.ALREADY_RECEIVED : Receipt.NO_LONGER_ASKED, null);
    }

    /**
     * Keeps what a customer corrected or added when his answer was verified: an answer of its own, assessed like any other, that
     * points to the first one. The first one stays as it is, and stays the answer of its round (C3, C6).
     *
     * @param more only what is new
     * @param by the user id of who spoke with the customer
     * @return the id of the correction
     */
    public UUID correct(UUID responseId, EnteredAnswer more, String by) {
        var corrected = find(responseId).orElseThrow(() -> new NotFound(responseId.toString()));
        var caseNo = corrected.caseNo();
        var round = corrected.round();
        if (caseNo == null || round == null) {
            throw new IllegalArgumentException("An anonymous answer has nobody who could correct it");
        }
        var correction = UUID.randomUUID();
        insert(
                correction,
                new Origin(null, caseNo, round, responseId, purposeOf(responseId)),
                more,
                corrected.language(),
                null,
                false,
                false);
        entered(correction, by);
        files.note(caseNo, "RESPONSE_CORRECTED", "客户在核实时更正或补充了评价，原始答复保持不变", by);
        events.publishEvent(new AnswerEntered(caseNo, round, correction));
        events.publishEvent(new ResponseStored(correction));
        return correction;
    }

    /** Whether an answer is one to a follow-up survey. */
    @Transactional(readOnly = true)
    public boolean isToFollowUp(UUID responseId) {
        return purposeOf(responseId).isFollowUp();
    }

    private Purpose purposeOf(UUID responseId) {
        return jdbc.sql("select purpose from response where id = ?")
                .param(responseId)
                .query((row, number) -> Purpose.valueOf(row.getString("purpose")))
                .single();
    }

    /** The answer that this one corrects; nothing where it corrects none. */
    @Transactional(readOnly = true)
    public Optional<UUID> originalOf(UUID responseId) {
        return jdbc.sql("select corrects from response where id = ? and corrects is not null")
                .param(responseId)
                .query(UUID.class)
                .optional();
    }

    /** What was corrected or added to an answer later, the first correction first. */
    @Transactional(readOnly = true)
    public List<Response> correctionsOf(UUID responseId) {
        return jdbc.sql("select * from response where corrects = ? order by received_at")
                .param(responseId)
                .query(Responses::response)
                .list();
    }

    /** Whether members of staff are to ask this customer once more about a duty of the round; what he says on the phone answers that. */
    @Transactional(readOnly = true)
    public boolean isToBeAskedInPerson(CaseNo caseNo, int round) {
        return followUps.askedInPerson(caseNo, round).isPresent();
    }

    /** Whether this round has its answer, anonymous and late ones included. */
    @Transactional(readOnly = true)
    public boolean isAnswered(CaseNo caseNo, int round) {
        return invitations
                .of(caseNo, round)
                .filter(invitation -> invitation.state() == SurveyState.ANSWERED
                        || (invitation.state() == SurveyState.EXPIRED && invitations.isAnsweredLate(invitation.id())))
                .isPresent();
    }

    private UUID storeEntered(Invitation invitation, EnteredAnswer answer, String by, boolean late) {
        var responseId = store(invitation, answer, "zh", null, false, late);
        entered(responseId, by);
        if (invitation.purpose().isFollowUp()) {
            tellFollowUp(invitation, responseId, late);
        } else if (!late) {
            files.markAnswered(invitation.caseNo(), invitation.round());
        }
        files.note(
                invitation.caseNo(),
                "RESPONSE_ENTERED",
                ("PHONE".equals(answer.channel()) ? "电话回访得到的评价已登记" : "客户的纸质评价已录入") + (late ? "（邀请过期之后）" : ""),
                by);
        events.publishEvent(new ResponseStored(responseId));
        return responseId;
    }

    private void entered(UUID responseId, String by) {
        jdbc.sql("insert into response_entry (response_id, entered_by, entered_at) values (?, ?, ?)")
                .params(responseId, by, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Who entered an answer for the customer; nothing where the customer sent it himself. */
    @Transactional(readOnly = true)
    public Optional<Entry> entryOf(UUID responseId) {
        return jdbc.sql("select entered_by, entered_at from response_entry where response_id = ?")
                .param(responseId)
                .query((row, number) -> new Entry(
                        row.getString("entered_by"),
                        row.getObject("entered_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Who entered an answer, and when. */
    public record Entry(String by, Instant at) {}

    private Receipt takeLate(
            Invitation invitation, Questionnaire questionnaire, Answers answers, String language, Instant renderedAt) {
        if (!invitations.answerLate(invitation.id())) {
            return invitations.isAnsweredLate(invitation.id()) ? Receipt.ALREADY_RECEIVED : Receipt.NO_LONGER_ASKED;
        }
        var responseId = store(invitation, questionnaire, answers, language, renderedAt, true);
        if (invitation.purpose().isFollowUp()) {
            tellFollowUp(invitation, answers.anonymous() ? null : responseId, true);
            events.publishEvent(new ResponseStored(responseId));
            return Receipt.STORED_LATE;
        }
        if (answers.anonymous()) {
            files.noteToTheHour(invitation.caseNo(), "RESPONSE_RECEIVED", "邀请过期后收到一份匿名评价", "customer");
        } else {
            note(invitation, "邀请过期后收到客户评价");
        }
        if (!answers.anonymous()) {
            events.publishEvent(new LateResponseReceived(invitation.caseNo(), invitation.round(), responseId));
        }
        events.publishEvent(new ResponseStored(responseId));
        return Receipt.STORED_LATE;
    }

    /** The stage of the case says how far the survey of the service has come, so this answer does not move it. */
    private void tellFollowUp(Invitation invitation, @Nullable UUID responseId, boolean late) {
        var what = invitation.purpose() == Purpose.SPECIAL ? "专项调查" : "补救回访问卷";
        var text = "收到客户对" + what + "的答复" + (late ? "（已过期）" : "");
        if (responseId == null) {
            files.noteToTheHour(invitation.caseNo(), "FOLLOW_UP_ANSWERED", text, "customer");
        } else {
            files.note(invitation.caseNo(), "FOLLOW_UP_ANSWERED", text, "customer");
        }
        events.publishEvent(
                new FollowUpAnswered(invitation.id(), invitation.caseNo(), invitation.round(), responseId, late));
    }

    private UUID store(
            Invitation invitation,
            Questionnaire questionnaire,
            Answers answers,
            String language,
            Instant renderedAt,
            boolean late) {
        var shown = questionnaire.count();
        return store(
                invitation,
                new EnteredAnswer(
                        "WEB",
                        questionnaire.key(),
                        questionnaire.version(),
                        answers.scores(),
                        answers.scales(),
                        answers.choices(),
                        answers.texts(),
                        answers.wantsContact(),
                        answers.contact(),
                        shown),
                language,
                secondsSince(renderedAt),
                answers.anonymous(),
                late);
    }

    private UUID store(
            Invitation invitation,
            EnteredAnswer answer,
            String language,
            @Nullable Integer secondsTaken,
            boolean anonymous,
            boolean late) {
        var responseId = UUID.randomUUID();
        var named = !anonymous;
        var origin = named
                ? new Origin(invitation.id(), invitation.caseNo(), invitation.round(), null, invitation.purpose())
                : new Origin(null, null, null, null, invitation.purpose());
        insert(responseId, origin, answer, language, secondsTaken, anonymous, late);
        if (named && !answer.contact().isEmpty()) {
            jdbc.sql("insert into response_contact (response_id, contact) values (?, ?)")
                    .params(responseId, answer.contact())
                    .update();
        }
        if (named) {
            log.atInfo()
                    .addKeyValue("caseNo", invitation.caseNo())
                    .addKeyValue("channel", answer.channel())
                    .addKeyValue("late", late)
                    .log("Response stored");
        }
        return responseId;
    }

    /** Where an answer comes from; an anonymous one comes from nowhere. */
    private record Origin(
            @Nullable UUID invitation,
            @Nullable CaseNo caseNo,
            @Nullable Integer round,
            @Nullable UUID corrects,
            Purpose purpose) {}

    private void insert(
            UUID responseId,
            Origin origin,
            EnteredAnswer answer,
            String language,
            @Nullable Integer secondsTaken,
            boolean anonymous,
            boolean late) {
        var now = clock.instant();
        var caseNo = origin.caseNo();
        jdbc.sql("""
                        insert into response (id, invitation_id, case_no, round, received_at, channel, late, anonymous,
                            questionnaire, questionnaire_version, language, notice_version, answers, wants_contact,
                            seconds_taken, questions_shown, full_form, corrects, purpose)
                        values (:id, :invitation, :caseNo, :round, :receivedAt, :channel, :late, :anonymous,
                            :questionnaire, :version, :language, :notice, :answers, :wantsContact,
                            :seconds, :shown, :full, :corrects, :purpose)""")
                .param("corrects", origin.corrects())
                .param("purpose", origin.purpose().name())
                .param("id", responseId)
                .param("invitation", origin.invitation())
                .param("caseNo", caseNo == null ? null : caseNo.value())
                .param("round", origin.round())
                .param("receivedAt", (anonymous ? now.truncatedTo(ChronoUnit.HOURS) : now).atOffset(ZoneOffset.UTC))
                .param("channel", answer.channel())
                .param("late", late)
                .param("anonymous", anonymous)
                .param("questionnaire", answer.questionnaire())
                .param("version", answer.version())
                .param("language", language)
                .param("notice", settings.noticeVersion())
                .param("answers", Given.of(answer).toJson())
                .param("wantsContact", answer.wantsContact())
                .param("seconds", secondsTaken)
                .param("shown", answer.questionsShown())
                .param("full", answer.questionsShown() >= settings.fullFormFrom())
                .update();
    }

    private int secondsSince(Instant renderedAt) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, ChronoUnit.SECONDS.between(renderedAt, clock.instant())));
    }

    private void note(Invitation invitation, String text) {
        files.note(invitation.caseNo(), "RESPONSE_RECEIVED", text, "customer");
    }

    private static Response response(ResultSet row, int number) throws SQLException {
        var given = Given.fromJson(row.getString("answers"));
        var caseNo = row.getString("case_no");
        return new Response(
                row.getObject("id", UUID.class),
                caseNo == null ? null : new CaseNo(caseNo),
                row.getObject("round", Integer.class),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("channel"),
                row.getBoolean("late"),
                row.getBoolean("anonymous"),
                row.getString("questionnaire"),
                row.getInt("questionnaire_version"),
                row.getString("language"),
                given.scores(),
                given.scales(),
                given.choices(),
                given.texts(),
                row.getBoolean("wants_contact"),
                row.getObject("seconds_taken", Integer.class),
                row.getInt("questions_shown"),
                row.getBoolean("full_form"));
    }

    /** The part of an answer that is kept as one text, without anything that says who gave it. */
    record Given(
            Map<String, Integer> scores,
            Map<String, String> scales,
            Map<String, List<String>> choices,
            Map<String, String> texts) {

        static Given of(EnteredAnswer answers) {
            return new Given(answers.scores(), answers.scales(), answers.choices(), answers.texts());
        }

        static Given fromJson(String json) {
            try {
                return JSON.readValue(json, Given.class);
            } catch (JsonProcessingException broken) {
                throw new IllegalStateException("A stored answer cannot be read", broken);
            }
        }

        String toJson() {
            try {
                return JSON.writeValueAsString(this);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
