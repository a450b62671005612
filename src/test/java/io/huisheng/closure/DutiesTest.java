package io.huisheng.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.Violation;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Duties")
class DutiesTest {

    private static final CaseNo CASE = new CaseNo("WO-20260506-0001");
    private static final Instant DUE =
            OffsetDateTime.parse("2026-05-15T18:00:00+08:00").toInstant();
    private static final String LEAD = "after-sales-supervisor";

    private static final Limits LIMITS = new Limits(
            "suggestion-reply",
            "答复客户建议",
            3,
            List.of(OffsetDateTime.parse("2026-05-14T18:00:00+08:00").toInstant()),
            LEAD,
            DUE.plusNanos(123_456_789),
            "operations-manager",
            OffsetDateTime.parse("2026-05-19T18:00:00+08:00").toInstant(),
            "management",
            "",
            "");

    private final CaseFiles files = mock(CaseFiles.class);
    private final Outbox outbox = mock(Outbox.class);
    private final Staff staff = mock(Staff.class);
    private final TestClock clock = new TestClock("2026-05-08T10:00:00+08:00");
    private final Set<String> atWork = new HashSet<>();
    private Room room;
    private Duties duties;
    private CustomerMessages messages;

    @AfterEach
    void close() {
        room.close();
    }

    private void on(Database database) {
        when(staff.titleOf(anyString())).thenReturn("售后主管");
        room = Room.on(
                database,
                clock,
                Duties.class,
                DutyRows.class,
                DutyClocks.class,
                CustomerMessages.class,
                DutiesSection.class,
                DutyFigures.class,
                files,
                outbox,
                staff,
                (AtWork) (caseNo, duty) -> atWork);
        duties = room.get(Duties.class);
        messages = room.get(CustomerMessages.class);
    }

    private UUID clockOf(UUID duty) {
        return room.get(DutyClocks.class).of(duty).get(0).id();
    }

    private JsonNode section() {
        return JsonMapper.builder()
                .findAndAddModules()
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build()
                .valueToTree(room.get(DutiesSection.class).of(CASE));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("are opened once in a round, whoever asks again")
    void areOpenedOnce(Database database) throws Exception {
        on(database);
        var ids = atOnce(30, () -> duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE));

        assertThat(ids).hasSize(1);
        assertThat(duties.open(CASE, 2, DutyType.SUGGESTION_REPLY, DUE)).isNotIn(ids);
        verify(files, times(2)).note(eq(CASE), eq("DUTY_OPENED"), anyString(), eq("system"));
        assertThat(section().get(0).get("dueAt").asText()).isEqualTo("2026-05-15T18:00:00+08:00");
        assertThat(section().get(0).get("breachedAt").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: warn, breach and escalate exactly once each, however often their timers fire")
    void tellEachLevelOnce(Database database) throws Exception {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE);

        duties.begin(duty, "", LIMITS);
        var id = clockOf(duty);

        clock.set("2026-05-14T18:00:00+08:00");
        atOnce(30, () -> told(() -> duties.takeDueSteps(duty, "suggestion-reply", ""), duty));
        clock.set("2026-05-15T18:00:00.123456+08:00");
        atOnce(30, () -> told(() -> duties.takeDueSteps(duty, "suggestion-reply", ""), duty));
        clock.set("2026-05-19T18:00:00+08:00");
        atOnce(30, () -> told(() -> duties.takeDueSteps(duty, "suggestion-reply", ""), duty));

        var queued = ArgumentCaptor.forClass(NewMessage.class);
        verify(outbox, times(3)).add(queued.capture());
        assertThat(queued.getAllValues())
                .extracting(NewMessage::deduplicationKey)
                .containsExactly("warning:" + id + ":0", "breach:" + id + ":1", "escalation:" + id + ":2");
        assertThat(queued.getAllValues())
                .extracting(NewMessage::role)
                .containsExactly(LEAD, "operations-manager", "management");
        assertThat(queued.getAllValues())
                .extracting(NewMessage::kind)
                .containsExactly("WARNING", "ESCALATION", "ESCALATION");
        verify(files, times(1)).note(eq(CASE), eq("DUTY_WARNED"), anyString(), eq("system"));
        verify(files, times(1)).note(eq(CASE), eq("DUTY_BREACHED"), anyString(), eq("system"));
        verify(files, times(1)).note(eq(CASE), eq("DUTY_ESCALATED"), anyString(), eq("system"));
        var shown = section().get(0);
        assertThat(shown.get("warnedAt")).hasSize(1);
        assertThat(shown.get("breachedAt").asText()).startsWith("2026-05-15T18:00:00");
        assertThat(shown.get("escalatedTo").toString()).isEqualTo("[\"operations-manager\",\"management\"]");
        assertThat(shown.at("/obligations/0/told"))
                .extracting(told -> told.get("step").asText() + " "
                        + told.get("at").asText().substring(0, 19) + " "
                        + told.get("role").asText())
                .containsExactly(
                        "WARNED 2026-05-14T18:00:00 " + LEAD,
                        "BREACHED 2026-05-15T18:00:00 operations-manager",
                        "ESCALATED 2026-05-19T18:00:00 management");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("tell nobody about a limit once they are fulfilled")
    void tellNobodyOnceFulfilled(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.RECOVERY, DUE);
        duties.begin(duty, "", LIMITS);
        duties.close(duty, "RECOVERED", "zhang");

        clock.set("2026-06-15T18:00:00+08:00");
        assertThat(duties.takeDueSteps(duty, "suggestion-reply", "")).isEmpty();
        duties.close(duty, "ANOTHER", "li");

        verify(outbox, never()).add(any());
        assertThat(section().get(0).get("state").asText()).isEqualTo("CLOSED");
        assertThat(section().get(0).get("outcome").asText()).isEqualTo("RECOVERED");
        assertThat(section().get(0).get("breachedAt").isNull()).isTrue();
        verify(files, times(1)).note(eq(CASE), eq("DUTY_CLOSED"), anyString(), eq("zhang"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: do everything that fell due while nobody was there, in its order, when somebody is there again")
    void catchUp(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE);
        duties.begin(duty, "", LIMITS);

        clock.set("2026-05-16T09:00:00+08:00");
        assertThat(duties.takeDueSteps(duty, "suggestion-reply", "")).contains(Step.BREACHED);
        assertThat(duties.takeDueSteps(duty, "suggestion-reply", ""))
                .as("what has been taken, so that a new task knows")
                .contains(Step.BREACHED);

        verify(outbox, times(2)).add(any());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: an obligation that still runs is not begun anew: its moments stay, to the millisecond")
    void goOnWithTheMomentsTheyHave(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.MAJOR_COMPLAINT, null);
        assertThat(duties.momentsOf(duty, "suggestion-reply", "")).isEmpty();
        duties.begin(duty, "", LIMITS);

        duties.begin(duty, "", limits("suggestion-reply", "2026-06-01T18:00:00+08:00"));

        assertThat(section().at("/0/obligations")).hasSize(1);
        assertThat(duties.momentsOf(duty, "suggestion-reply", ""))
                .contains(new Moments(LIMITS.warnings(), DUE.plusMillis(123), LIMITS.nextAt()));
        duties.meet(duty, "suggestion-reply", "", "anna");
        assertThat(duties.momentsOf(duty, "suggestion-reply", "")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: keep a clock for each obligation and for each role that is bound at the same time")
    void keepSeveralClocks(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.MAJOR_COMPLAINT, null);
        duties.begin(duty, "technical-lead", LIMITS);
        duties.begin(duty, "warehouse", LIMITS);
        clock.set("2026-05-15T10:00:00+08:00");

        duties.meet(duty, "suggestion-reply", "technical-lead", "anna");
        assertThat(duties.takeDueSteps(duty, "suggestion-reply", "technical-lead"))
                .isEmpty();
        assertThat(duties.takeDueSteps(duty, "suggestion-reply", "warehouse")).contains(Step.WARNED);
        duties.drop(duty, "suggestion-reply", "warehouse");
        duties.begin(duty, "warehouse", LIMITS);

        assertThat(section().at("/0/obligations"))
                .extracting(clock ->
                        clock.get("subject").asText() + " " + clock.get("state").asText())
                .containsExactly("technical-lead MET", "warehouse VOID", "warehouse OPEN");
        assertThat(section().at("/0/dueAt").asText()).isEqualTo("2026-05-15T18:00:00.123+08:00");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: are due when the first of their running obligations is")
    void areDueWithTheFirstOfTheirObligations(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.MAJOR_COMPLAINT, null);
        duties.begin(duty, "", limits("contact", "2026-05-09T10:00:00+08:00"));
        duties.begin(duty, "", limits("progress", "2026-05-12T18:00:00+08:00"));
        assertThat(section().at("/0/dueAt").asText()).isEqualTo("2026-05-09T10:00:00+08:00");

        duties.meet(duty, "contact", "", "anna");

        assertThat(section().at("/0/dueAt").asText()).isEqualTo("2026-05-12T18:00:00+08:00");
    }

    private static Limits limits(String obligation, String dueAt) {
        var due = OffsetDateTime.parse(dueAt).toInstant();
        return new Limits(obligation, obligation, 1, List.of(), LEAD, due, LEAD, due.plusSeconds(3600), LEAD, "", "");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: an obligation that is met too late is breached and reported once, even if no timer fired in time")
    void recordWhatIsMetTooLate(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.RECOVERY, DUE);
        duties.begin(duty, "", LIMITS);
        clock.set("2026-05-15T18:00:01+08:00");

        duties.meet(duty, "suggestion-reply", "", "anna");
        duties.takeDueSteps(duty, "suggestion-reply", "");

        assertThat(section().at("/0/obligations/0/state").asText()).isEqualTo("MET");
        assertThat(section().at("/0/obligations/0/told")).singleElement().satisfies(told -> {
            assertThat(told.get("step").asText()).isEqualTo("BREACHED");
            assertThat(told.get("role").asText()).isEqualTo("operations-manager");
            assertThat(told.get("at").asText()).isEqualTo("2026-05-15T18:00:01+08:00");
        });
        var queued = ArgumentCaptor.forClass(NewMessage.class);
        verify(outbox, times(1)).add(queued.capture());
        assertThat(queued.getValue().kind()).isEqualTo("ESCALATION");
        verify(files, times(1)).note(eq(CASE), eq("DUTY_BREACHED"), anyString(), eq("system"));
        assertThat(section().at("/0/breachedAt").asText()).isEqualTo("2026-05-15T18:00:01+08:00");
        assertThat(section().at("/0/state").asText()).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: an obligation that is met at its very limit is met in time, and nobody is told")
    void areMetInTimeAtTheLimit(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.RECOVERY, null);
        duties.begin(duty, "", limits("work", "2026-05-15T18:00:00+08:00"));
        clock.set("2026-05-15T18:00:00+08:00");

        duties.meet(duty, "work", "", "anna");

        assertThat(section().at("/0/breachedAt").isNull()).isTrue();
        verify(outbox, never()).add(any());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("join the one of their kind that runs in this round; after it has ended, a new one begins")
    void joinTheRunningOne(Database database) throws Exception {
        on(database);
        var opened = new HashSet<UUID>();
        atOnce(20, () -> {
            var duty = duties.open(CASE, 1, DutyType.RECOVERY, DUE);
            synchronized (opened) {
                opened.add(duty);
            }
            return duty;
        });
        assertThat(opened).hasSize(1);
        var first = opened.iterator().next();
        assertThat(duties.findOpen(CASE, 1, DutyType.RECOVERY)).contains(first);
        verify(files, times(19)).note(eq(CASE), eq("DUTY_JOINED"), anyString(), eq("system"));

        duties.close(first, "RECOVERED", "zhang");
        var second = duties.open(CASE, 1, DutyType.RECOVERY, DUE);

        assertThat(second).isNotEqualTo(first);
        assertThat(duties.open(CASE, 2, DutyType.RECOVERY, DUE)).isNotIn(first, second);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("are not joined while they are being closed: the new reason opens one of its own")
    void areNotJoinedWhileTheyAreBeingClosed(Database database) throws Exception {
        on(database);
        var first = duties.open(CASE, 1, DutyType.RECOVERY, DUE);
        var other = Executors.newSingleThreadExecutor();
        try {
            var second = new TransactionTemplate(room.get(PlatformTransactionManager.class)).execute(status -> {
                duties.close(first, "RECOVERED", "zhang");
                var waiting = other.submit(() -> duties.openOrJoin(CASE, 1, DutyType.RECOVERY, DUE));
                assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                        .as("waits for whoever closes")
                        .isInstanceOf(TimeoutException.class);
                return waiting;
            });

            var opened = Objects.requireNonNull(second).get();
            assertThat(opened.isNew()).isTrue();
            assertThat(duties.findOpen(CASE, 1, DutyType.RECOVERY)).hasValue(opened.id());
        } finally {
            other.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("tell of a new reason whoever is offered a task, has joined the task force or is reminded")
    void tellWhoeverWorksOnThem(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.MAJOR_COMPLAINT, DUE);
        duties.begin(duty, "technical-lead", LIMITS);
        duties.meet(duty, "suggestion-reply", "technical-lead", "anna");
        duties.begin(duty, "", limits("major-confirmation", "2026-05-12T18:00:00+08:00"));
        atWork.add("customer-service");

        duties.open(CASE, 1, DutyType.MAJOR_COMPLAINT, DUE);

        assertThat(told()).containsExactlyInAnyOrder(LEAD, "customer-service", "technical-lead");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("tell of a new reason between two calls whoever was reminded of the last one")
    void tellSomebodyBetweenTwoCalls(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.RECOVERY, DUE);
        duties.begin(duty, "", LIMITS);
        duties.meet(duty, "suggestion-reply", "", "anna");

        duties.open(CASE, 1, DutyType.RECOVERY, DUE);

        assertThat(told()).containsExactly(LEAD);
    }

    private List<String> told() {
        var queued = ArgumentCaptor.forClass(NewMessage.class);
        verify(outbox, atLeast(0)).add(queued.capture());
        return queued.getAllValues().stream()
                .filter(message -> message.kind().equals("JOINED"))
                .map(NewMessage::role)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: are on record as breached when they are closed late, even if no timer fired")
    void areOnRecordAsBreachedWhenClosedLate(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.RECOVERY, DUE);
        clock.set("2026-05-15T18:00:01+08:00");

        duties.close(duty, "RECOVERED", "zhang");

        assertThat(section().get(0).get("breachedAt").isNull()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("are cancelled with their round only, and closed ones stay closed")
    void areCancelledWithTheirRound(Database database) {
        on(database);
        var thanks = duties.open(CASE, 1, DutyType.THANKS, null);
        duties.close(thanks, "THANKED", "system");
        duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE);
        duties.open(CASE, 2, DutyType.SUGGESTION_REPLY, DUE);
        assertThat(duties.hasOpen(CASE, 1)).isTrue();

        duties.cancelAll(CASE, 1, "REOPENED");

        assertThat(duties.hasOpen(CASE, 1)).isFalse();
        assertThat(duties.hasOpen(CASE, 2)).isTrue();
        assertThat(section().findValuesAsText("state")).containsExactlyInAnyOrder("CLOSED", "CANCELLED", "OPEN");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("say which way the newest of a kind ended")
    void sayWhichWayTheNewestEnded(Database database) {
        on(database);
        assertThat(duties.outcomeOf(CASE, 1, DutyType.INTERVIEW)).isEmpty();
        duties.close(duties.open(CASE, 1, DutyType.INTERVIEW, DUE), "UNREACHABLE", "system");
        duties.close(duties.open(CASE, 2, DutyType.INTERVIEW, DUE), "REFUSED", "anna");
        assertThat(duties.outcomeOf(CASE, 1, DutyType.INTERVIEW)).hasValue("UNREACHABLE");

        duties.close(duties.open(CASE, 1, DutyType.INTERVIEW, DUE), "REACHED", "anna");
        duties.open(CASE, 1, DutyType.INTERVIEW, DUE);

        assertThat(duties.outcomeOf(CASE, 1, DutyType.INTERVIEW)).hasValue("REACHED");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E1, E2, E7: queue each message to the customer under its own key")
    void queueMessagesToTheCustomer(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE);

        messages.acknowledge(duty);
        messages.reply(duty, "已安排周末班次。${7*7} <b>谢谢</b> 😀𠮷", "李敏", "supervisor");
        messages.thank(duty);

        var queued = ArgumentCaptor.forClass(NewMessage.class);
        verify(outbox, times(3)).add(queued.capture());
        assertThat(queued.getAllValues())
                .extracting(NewMessage::deduplicationKey)
                .containsExactly("ack:" + duty, "reply:" + duty, "thanks:" + duty);
        assertThat(queued.getAllValues()).allSatisfy(message -> {
            assertThat(message.role()).isNull();
            assertThat(message.reference()).isEqualTo(duty);
        });
        assertThat(section().get(0).get("replyText").asText()).isEqualTo("已安排周末班次。${7*7} <b>谢谢</b> 😀𠮷");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("refuse a reply that is empty, too long or unreadable, and name the field")
    void refuseUnusableReplies(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE);

        for (var text : new String[] {" \n ", "好".repeat(2001), "a\u0000b", "a\u0007b"}) {
            assertThatThrownBy(() -> messages.reply(duty, text, "李敏", "supervisor"))
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            refused -> assertThat(refused.violations())
                                    .singleElement()
                                    .satisfies(violation ->
                                            assertThat(violation.pointer()).isEqualTo("/reply")));
        }
        messages.reply(duty, "😀".repeat(2000), "", "supervisor");
        verify(outbox, times(1)).add(any());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("name the person the customer can turn to: who was named, else who wrote, else nobody")
    void nameWhomTheCustomerCanTurnTo(Database database) {
        on(database);
        when(staff.nameOf("supervisor")).thenReturn(Optional.of("陈静"));
        var named = duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE);
        var written = duties.open(CASE, 2, DutyType.SUGGESTION_REPLY, DUE);
        var unknown = duties.open(CASE, 3, DutyType.SUGGESTION_REPLY, DUE);

        messages.reply(named, "已安排。", "李敏，400-800-0000", "supervisor");
        messages.reply(written, "已安排。", "", "supervisor");
        messages.reply(unknown, "已安排。", "", "somebody");

        var rows = room.get(DutyRows.class);
        assertThat(rows.replyOf(named).orElseThrow().signedBy()).isEqualTo("李敏，400-800-0000");
        assertThat(rows.replyOf(written).orElseThrow().signedBy()).isEqualTo("陈静");
        assertThat(rows.replyOf(unknown).orElseThrow().signedBy()).isNull();
        assertThatThrownBy(() -> messages.reply(unknown, "好", "李".repeat(101), "supervisor"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/signedBy"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("take one reply: the same again changes nothing, another one is a conflict")
    void takeOneReply(Database database) throws Exception {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE);

        atOnce(30, () -> told(() -> messages.reply(duty, "谢谢您的建议", "", "supervisor"), duty));

        verify(outbox, times(1)).add(any());
        assertThat(section().get(0).get("state").asText()).isEqualTo("CLOSED");
        assertThat(section().get(0).get("outcome").asText()).isEqualTo("REPLIED");
        verify(files, times(1)).note(eq(CASE), eq("REPLY_RECORDED"), anyString(), eq("supervisor"));
        verify(files, times(1)).note(eq(CASE), eq("DUTY_CLOSED"), anyString(), eq("supervisor"));
        assertThatThrownBy(() -> messages.reply(duty, "另一个答复", "", "other"))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        refused -> assertThat(refused.messageKey()).isEqualTo("closure.reply.exists"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("take no reply once they are void")
    void takeNoReplyOnceVoid(Database database) {
        on(database);
        var duty = duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE);
        duties.cancelAll(CASE, 1, "REOPENED");

        assertThatThrownBy(() -> messages.reply(duty, "谢谢您的建议", "", "supervisor"))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        refused -> assertThat(refused.messageKey()).isEqualTo("closure.duty.cancelled"));
        verify(outbox, never()).add(any());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E8: are counted for the home page, the overdue ones urgently")
    void areCounted(Database database) {
        on(database);
        duties.open(CASE, 1, DutyType.SUGGESTION_REPLY, DUE);
        duties.open(CASE, 1, DutyType.RECOVERY, null);
        duties.close(duties.open(CASE, 1, DutyType.THANKS, null), "THANKED", "system");

        assertThat(room.get(DutyFigures.class).figures(Set.of(), Locale.SIMPLIFIED_CHINESE))
                .extracting(figure -> figure.value() + figure.urgent())
                .containsExactly("2false", "0false");
        clock.set("2026-05-15T18:00:01+08:00");
        assertThat(room.get(DutyFigures.class).figures(Set.of(), Locale.ENGLISH))
                .extracting(figure -> figure.label() + figure.value() + figure.urgent())
                .containsExactly("Open duties2false", "Overdue duties1true");
    }

    private static UUID told(Runnable step, UUID duty) {
        step.run();
        return duty;
    }

    private static Set<UUID> atOnce(int callers, Callable<UUID> work) throws Exception {
        var pool = Executors.newFixedThreadPool(callers);
        try {
            var ids = new HashSet<UUID>();
            for (var done : pool.invokeAll(
                    IntStream.range(0, callers).mapToObj(number -> work).toList())) {
                ids.add(done.get());
            }
            return ids;
        } finally {
            pool.shutdownNow();
        }
    }
}
