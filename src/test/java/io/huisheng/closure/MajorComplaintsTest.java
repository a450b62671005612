package io.huisheng.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.closure.MajorComplaints.Next;
import io.huisheng.closure.MajorContact.Outcome;
import io.huisheng.customer.Contact;
import io.huisheng.customer.Customers;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.MessageComposer.Letter;
import io.huisheng.messaging.MessageComposer.Withdrawn;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import io.huisheng.messaging.QueuedMessage;
import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentCaptor;

@DisplayName("Major complaints")
class MajorComplaintsTest {

    private static final CaseNo CASE = new CaseNo("WO-20260506-0001");
    private static final String HOSTILE = "要投诉到 12315 ${7*7} <script>alert(1)</script> 😀𠮷";
    private static final MajorSolution SOLUTION = new MajorSolution("全额退款并上门取回", "技术部 李工", LocalDate.of(2026, 5, 20));

    private final CaseFiles files = mock(CaseFiles.class);
    private final Outbox outbox = mock(Outbox.class);
    private final Staff staff = mock(Staff.class);
    private final Customers customers = mock(Customers.class);
    private final TestClock clock = new TestClock("2026-05-08T10:00:00+08:00");
    private Room room;
    private MajorComplaints complaints;
    private UUID duty;

    @AfterEach
    void close() {
        room.close();
    }

    private void on(Database database) {
        when(staff.titleOf(anyString())).thenReturn("技术主管");
        room = Room.on(
                database,
                clock,
                Duties.class,
                DutyRows.class,
                DutyClocks.class,
                MajorComplaints.class,
                MajorRows.class,
                MajorRecords.class,
                MajorBriefs.class,
                MajorComposer.class,
                new MajorSettings(3, 3, List.of(LocalTime.of(12, 0), LocalTime.of(18, 0))),
                files,
                outbox,
                staff,
                customers);
        complaints = room.get(MajorComplaints.class);
        duty = complaints.open(CASE, 1, at("2026-05-09T10:00")).id();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E5: are acknowledged once; whoever complains meanwhile joins the running one and gets no second letter")
    void areAcknowledgedOnce(Database database) {
        on(database);

        var again = complaints.open(CASE, 1, at("2026-05-09T10:00"));

        assertThat(again).isEqualTo(new Duties.Opened(duty, false));
        verify(outbox, times(1)).add(any());
        assertThat(queued().get(0).kind()).isEqualTo("ACKNOWLEDGEMENT");
        assertThat(queued().get(0).reference()).isEqualTo(duty);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E5: keep everything that was done, by whom and when; the timeline says nothing of what was said")
    void keepEverythingThatWasDone(Database database) {
        on(database);

        complaints.join(duty, "technical-lead", "负责检测", "li");
        pass(1);
        assertThat(complaints.firstContact(duty, reached("2026-05-08T10:01", HOSTILE), "anna"))
                .isEqualTo(Next.GO_ON);
        pass(1);
        assertThat(complaints.agree(duty, SOLUTION, "anna")).isTrue();
        pass(1);
        complaints.tellProgress(duty, "正在安排取件。", "李敏，400-800-0000", "anna");
        pass(1);
        var rejected = new MajorContact(clock.instant(), "VISIT", Outcome.REJECTED, "还没有收到退款", "");
        assertThat(complaints.confirmation(duty, rejected, "anna")).isEqualTo(Next.SOLVE_AGAIN);
        pass(1);
        complaints.agree(duty, SOLUTION, "anna");
        pass(1);
        var confirmed = new MajorContact(clock.instant(), "PHONE", Outcome.CONFIRMED, "可以了", "");
        assertThat(complaints.confirmation(duty, confirmed, "anna")).isEqualTo(Next.CLOSED);

        assertThat(room.get(MajorRecords.class).of(CASE).get(duty.toString()))
                .extracting(entry -> entry.kind() + " " + entry.code() + " " + entry.by())
                .containsExactly(
                        "JOINED technical-lead li",
                        "FIRST_CONTACT REACHED anna",
                        "SOLUTION null anna",
                        "PROGRESS null anna",
                        "CONFIRMATION REJECTED anna",
                        "SOLUTION null anna",
                        "CONFIRMATION CONFIRMED anna");
        assertThat(room.get(MajorRecords.class).of(CASE).get(duty.toString()).get(1))
                .satisfies(entry -> {
                    assertThat(entry.text()).isEqualTo(HOSTILE);
                    assertThat(entry.contactedAt()).isEqualTo(at("2026-05-08T10:01"));
                    assertThat(entry.more()).isEqualTo("今天回电");
                });
        var notes = ArgumentCaptor.forClass(String.class);
        verify(files, atLeastOnce()).note(eq(CASE), anyString(), notes.capture(), anyString());
        assertThat(notes.getAllValues())
                .anyMatch(note -> note.contains("客户确认问题已解决"))
                .anyMatch(note -> note.contains("2026-05-20"))
                .noneMatch(note -> note.contains("12315") || note.contains("退款") || note.contains("李"));
        verify(files).note(eq(CASE), eq("DUTY_CLOSED"), anyString(), eq("anna"));
        assertThat(room.get(Duties.class).hasOpen(CASE, 1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E5: only attempts in different parts of the day let management decide, and a contact counts anew")
    void countFailedAttempts(Database database) {
        on(database);

        assertThat(tried("2026-05-08T09:30")).isEqualTo(Next.TRY_AGAIN);
        assertThat(tried("2026-05-08T11:30")).isEqualTo(Next.TRY_AGAIN);
        assertThat(tried("2026-05-08T14:00")).isEqualTo(Next.TRY_AGAIN);
        assertThat(tried("2026-05-08T17:59"))
                .as("twice in the morning, twice in the afternoon")
                .isEqualTo(Next.TRY_AGAIN);
        assertThat(tried("2026-05-08T18:00")).isEqualTo(Next.DECIDE);

        pass(1);
        assertThat(complaints.decide(duty, false, "周末再试", "zong")).isEqualTo(Next.TRY_AGAIN);
        assertThat(tried("2026-05-09T09:30")).as("counted anew").isEqualTo(Next.TRY_AGAIN);
        assertThat(tried("2026-05-09T13:30")).isEqualTo(Next.TRY_AGAIN);
        assertThat(tried("2026-05-09T19:00")).isEqualTo(Next.DECIDE);
        assertThat(complaints.decide(duty, true, "三个时段均未接通", "zong")).isEqualTo(Next.CLOSED);

        var records = room.get(MajorRecords.class).of(CASE).get(duty.toString());
        assertThat(records.get(records.size() - 1)).satisfies(entry -> {
            assertThat(entry.code()).isEqualTo("CLOSE");
            assertThat(entry.by()).isEqualTo("zong");
            assertThat(entry.text()).isEqualTo("三个时段均未接通");
        });
        assertThat(room.jdbc()
                        .sql("select outcome from duty where id = ?")
                        .param(duty)
                        .query(String.class)
                        .single())
                .isEqualTo("UNREACHABLE");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("E5: where the first contact fails often enough, the work goes on without the customer")
    void goOnWithoutTheCustomer(Database database) {
        on(database);

        assertThat(firstTried("2026-05-08T09:30")).isEqualTo(Next.TRY_AGAIN);
        assertThat(firstTried("2026-05-08T14:00")).isEqualTo(Next.TRY_AGAIN);
        assertThat(firstTried("2026-05-08T18:30")).isEqualTo(Next.GO_ON);
        assertThat(complaints.agree(duty, SOLUTION, "anna"))
                .as("he has heard nothing")
                .isFalse();
        assertThat(tried("2026-05-09T09:30")).as("confirmation counts its own").isEqualTo(Next.TRY_AGAIN);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("refuse what is missing, too long or not yet true, and name every field")
    void refuseWhatIsWrong(Database database) {
        on(database);

        assertThatThrownBy(() -> complaints.firstContact(
                        duty,
                        new MajorContact(at("2026-05-08T10:01"), "PHONE", Outcome.REACHED, " ", "坏\u0000"),
                        "anna"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations())
                                .extracting(violation -> violation.pointer() + " " + violation.messageKey())
                                .containsExactly(
                                        "/said closure.major.missing.said",
                                        "/promised shared.text.nul",
                                        "/contactedAt closure.major.future"));
        assertThatThrownBy(() -> complaints.tellProgress(duty, "好".repeat(2001), "", "anna"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.violations()).hasSize(2));
        assertThatThrownBy(() -> complaints.decide(duty, true, "", "zong")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> complaints.agree(duty, new MajorSolution("", "", LocalDate.of(2026, 5, 20)), "anna"))
                .isInstanceOf(InvalidInput.class);
        assertThat(room.get(MajorRecords.class).of(CASE).get(duty.toString())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("take nothing more once they are closed or void")
    void takeNothingOnceClosed(Database database) {
        on(database);
        room.get(Duties.class).cancelAll(CASE, 1, "REOPENED");

        assertThatThrownBy(() -> complaints.agree(duty, SOLUTION, "anna"))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        refused -> assertThat(refused.messageKey()).isEqualTo("closure.duty.cancelled"));
        verify(files, never()).note(eq(CASE), eq("MAJOR_SOLUTION"), anyString(), anyString());
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E5: write each message about the progress as it was typed, in the customer's language, with a person to turn to")
    void writeTheProgress(Database database) {
        on(database);
        knowTheCustomer("en");
        complaints.tellProgress(duty, "We collect it tomorrow. " + HOSTILE, "Li Min, 400", "anna");
        complaints.tellProgress(duty, "It is on its way.", "Li Min, 400", "anna");
        var progress = queued().stream()
                .filter(message -> message.kind().equals("PROGRESS"))
                .toList();
        assertThat(progress).hasSize(2).extracting(NewMessage::deduplicationKey).doesNotHaveDuplicates();

        var composer = room.get(MajorComposer.class);
        assertThat(composer.kinds()).containsExactly("PROGRESS");
        var letter = (Letter) composer.compose(message(progress.get(0)));
        assertThat(letter.template()).isEqualTo("progress");
        assertThat(letter.locale().getLanguage()).isEqualTo("en");
        assertThat(letter.model())
                .containsEntry("progress", "We collect it tomorrow. " + HOSTILE)
                .containsEntry("signedBy", "Li Min, 400");

        room.get(Duties.class).cancelAll(CASE, 1, "REOPENED");
        assertThat(composer.compose(message(progress.get(1)))).isInstanceOf(Withdrawn.class);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("show their history to whoever fills in a form, and nothing once they are closed")
    void showTheirHistory(Database database) {
        on(database);
        knowTheCustomer("zh-CN");
        var briefs = room.get(MajorBriefs.class);
        assertThat(briefs.of(CASE))
                .containsEntry("contactsSoFar", "暂无")
                .containsEntry("agreedSolution", "暂无")
                .containsEntry("customerLanguage", "中文")
                .containsEntry("contactMoment", "2026-05-08 10:00");
        pass(1);
        complaints.firstContact(duty, reached("2026-05-08T10:01", HOSTILE), "anna");
        complaints.agree(duty, SOLUTION, "anna");

        assertThat(briefs.of(CASE))
                .containsEntry("contactsSoFar", "2026-05-08 10:01 电话（已联系上）" + HOSTILE + "\n承诺：今天回电")
                .containsEntry("agreedSolution", "全额退款并上门取回\n负责人：技术部 李工，计划 2026-05-20 前完成");

        complaints.confirmation(duty, reached("2026-05-08T10:01", "好", Outcome.CONFIRMED), "anna");
        assertThat(briefs.of(CASE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E5: the letter about the progress begins in the customer's language, with places that somebody must fill in")
    void beginTheProgressInHisLanguage(Database database) {
        on(database);
        knowTheCustomer("zh-CN");
        assertThat(room.get(MajorBriefs.class).progressDraftFor(CASE)).startsWith("专项小组正在处理您反映的问题。目前已完成：【请填写】");

        knowTheCustomer("en");
        assertThat(room.get(MajorBriefs.class).progressDraftFor(CASE))
                .startsWith("Our team is working on your complaint. Done so far: 【请填写】");
    }

    private Next tried(String at) {
        clock.set(at + ":00+08:00");
        return complaints.confirmation(duty, failed(at), "anna");
    }

    private Next firstTried(String at) {
        clock.set(at + ":00+08:00");
        return complaints.firstContact(duty, failed(at), "anna");
    }

    private static MajorContact failed(String at) {
        return new MajorContact(at(at), "PHONE", Outcome.NOT_REACHED, "", "");
    }

    private static MajorContact reached(String at, String said) {
        return reached(at, said, Outcome.REACHED);
    }

    private static MajorContact reached(String at, String said, Outcome outcome) {
        return new MajorContact(at(at), "PHONE", outcome, said, "今天回电");
    }

    private void pass(int minutes) {
        clock.advance(java.time.Duration.ofMinutes(minutes));
    }

    private void knowTheCustomer(String language) {
        var file = mock(CaseFile.class);
        when(file.customerNo()).thenReturn("C1");
        when(files.get(CASE)).thenReturn(file);
        when(customers.contactOf("C1")).thenReturn(new Contact("张三", "zhang@example.com", null, null, language));
    }

    private List<NewMessage> queued() {
        var queued = ArgumentCaptor.forClass(NewMessage.class);
        verify(outbox, atLeastOnce()).add(queued.capture());
        return queued.getAllValues();
    }

    private static QueuedMessage message(NewMessage message) {
        return new QueuedMessage(UUID.randomUUID(), message.kind(), CASE, message.reference(), null);
    }

    private static Instant at(String local) {
        return OffsetDateTime.parse(local + ":00+08:00").toInstant();
    }
}
