package io.huisheng.process.handlemajorcomplaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.huisheng.calendar.Calendars;
import io.huisheng.closure.DutyRoom;
import io.huisheng.closure.DutyRoom.Taken;
import io.huisheng.closure.DutyType;
import io.huisheng.closure.Step;
import io.huisheng.directory.Staff;
import io.huisheng.process.deadline.Standards;
import io.huisheng.process.duty.DutyBeans;
import io.huisheng.process.followupsurvey.FollowUpSurvey;
import io.huisheng.process.jointaskforce.JoiningBeans;
import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Diagram;
import io.huisheng.testing.TestClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both diagrams on the real tables, the real standards and the real calendar. */
@DisplayName("A major complaint on the evening before National Day")
class MajorComplaintBeforeHolidayTest {

    private static final List<String> ROLES =
            List.of("customer-service-lead", "after-sales-supervisor", "technical-lead");
    private static final CaseNo CASE = new CaseNo("WO-20260930-0001");

    @RegisterExtension
    static final Diagram DIAGRAM = Diagram.partOf();

    private final TestClock clock = new TestClock("2026-09-30T20:00:00+08:00");

    @AfterEach
    void letTheClockGo() {
        DIAGRAM.clear();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E5 E8 F14: hours run through the holidays, working days do not; who is missing is reported, the others work on")
    void isEscalated(Database database) {
        Diagram.clockAt(clock.instant());
        try (var room = DutyRoom.on(database, clock)) {
            deploy(room);
            DIAGRAM.start("handle-major-complaint", CASE, Map.of("round", 1));
            var duty = room.duties().findOpen(CASE, 1, DutyType.MAJOR_COMPLAINT).orElseThrow();
            assertThat(dueDates())
                    .containsExactlyInAnyOrder(
                            "Task_JoinTaskForce 2026-10-01T20:00",
                            "Task_JoinTaskForce 2026-10-01T20:00",
                            "Task_JoinTaskForce 2026-10-01T20:00",
                            "Task_RecordFirstContact 2026-10-01T20:00",
                            "Task_TellProgress 2026-10-09T18:00");

            DIAGRAM.complete(DIAGRAM.theTask("Task_JoinTaskForce", "technical-lead"), "anna", Map.of("note", "负责检测"));
            to("2026-10-01T10:00");
            complete(
                    "Task_RecordFirstContact",
                    Map.of(
                            "contactMoment",
                            "2026-10-01 09:55",
                            "channel",
                            "PHONE",
                            "outcome",
                            "REACHED",
                            "said",
                            "要退货"));
            to("2026-10-02T20:00");

            assertThat(room.takenOf(duty))
                    .containsExactlyInAnyOrder(
                            // two roles have not joined, the first contact was made in the morning
                            warned("operations-manager", "2026-09-30T22:00"),
                            warned("operations-manager", "2026-09-30T22:00"),
                            warned("customer-service-lead", "2026-09-30T22:00"),
                            warned("operations-manager", "2026-10-01T00:00"),
                            warned("operations-manager", "2026-10-01T00:00"),
                            warned("customer-service-lead", "2026-10-01T00:00"),
                            warned("operations-manager", "2026-10-01T04:00"),
                            warned("operations-manager", "2026-10-01T04:00"),
                            warned("customer-service-lead", "2026-10-01T04:00"),
                            new Taken(Step.BREACHED, "management", at("2026-10-01T20:00")),
                            new Taken(Step.BREACHED, "management", at("2026-10-01T20:00")),
                            new Taken(Step.ESCALATED, "management", at("2026-10-02T20:00")),
                            new Taken(Step.ESCALATED, "management", at("2026-10-02T20:00")));
            assertThat(dueDates())
                    .as("three and two working days after the holidays and with the Saturday that is worked")
                    .contains("Task_AgreeSolution 2026-10-10T18:00", "Task_TellProgress 2026-10-09T18:00");

            complete("Task_AgreeSolution", Map.of("solution", "退货", "responsible", "李工", "finishBy", "2026-10-12"));
            complete(
                    "Task_ConfirmSolution",
                    Map.of(
                            "contactMoment",
                            "2026-10-02 19:00",
                            "channel",
                            "PHONE",
                            "outcome",
                            "CONFIRMED",
                            "said",
                            "好"));

            assertThat(DIAGRAM.engine().getTaskService().createTaskQuery().count())
                    .isZero();
            assertThat(room.duties().hasOpen(CASE, 1)).isFalse();
            assertThat(room.clocksOf(duty))
                    .containsExactlyInAnyOrder(
                            "major-join technical-lead MET",
                            "major-join customer-service-lead VOID",
                            "major-join after-sales-supervisor VOID",
                            "major-first-contact MET",
                            "major-progress VOID",
                            "major-progress VOID",
                            "major-progress VOID",
                            "major-solution MET",
                            "major-confirmation MET");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E5 E8: an attempt that fails is no first contact: the promised moment stays, and each level hears once, at its moment")
    void keepsItsPromiseWhereAttemptsFail(Database database) {
        Diagram.clockAt(clock.instant());
        try (var room = DutyRoom.on(database, clock)) {
            deploy(room);
            DIAGRAM.start("handle-major-complaint", CASE, Map.of("round", 1));
            var duty = room.duties().findOpen(CASE, 1, DutyType.MAJOR_COMPLAINT).orElseThrow();
            ROLES.forEach(role ->
                    DIAGRAM.complete(DIAGRAM.theTask("Task_JoinTaskForce", role), "anna", Map.of("note", "已了解")));

            to("2026-10-01T19:00");
            complete("Task_RecordFirstContact", attempt("2026-10-01 18:55", "NOT_REACHED"));
            assertThat(dueDates()).contains("Task_RecordFirstContact 2026-10-01T20:00");
            assertThat(DIAGRAM.theTask("Task_RecordFirstContact").getPriority())
                    .as("warned, as before")
                    .isEqualTo(70);
            to("2026-10-02T18:00");
            complete("Task_RecordFirstContact", attempt("2026-10-02 18:00", "NOT_REACHED"));
            assertThat(dueDates()).contains("Task_RecordFirstContact 2026-10-01T20:00");
            assertThat(DIAGRAM.theTask("Task_RecordFirstContact").getPriority())
                    .as("overdue, as before")
                    .isEqualTo(90);
            to("2026-10-03T17:00");
            complete("Task_RecordFirstContact", attempt("2026-10-03 16:50", "REACHED"));
            to("2026-10-05T00:00");

            assertThat(room.takenOf(duty))
                    .containsExactly(
                            warned("customer-service-lead", "2026-09-30T22:00"),
                            warned("customer-service-lead", "2026-10-01T00:00"),
                            warned("customer-service-lead", "2026-10-01T04:00"),
                            new Taken(Step.BREACHED, "management", at("2026-10-01T20:00")),
                            new Taken(Step.ESCALATED, "management", at("2026-10-02T20:00")));
            assertThat(room.clocksOf(duty))
                    .filteredOn(clock -> clock.startsWith("major-first-contact"))
                    .containsExactly("major-first-contact MET");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "E5: enough attempts in different parts of the day meet the obligation in time, and not before the last")
    void isMetByTheRuleOfFailedContact(Database database) {
        Diagram.clockAt(clock.instant());
        try (var room = DutyRoom.on(database, clock)) {
            deploy(room);
            DIAGRAM.start("handle-major-complaint", CASE, Map.of("round", 1));
            var duty = room.duties().findOpen(CASE, 1, DutyType.MAJOR_COMPLAINT).orElseThrow();

            for (var hour : List.of("09", "14")) {
                to("2026-10-01T" + hour + ":00");
                complete("Task_RecordFirstContact", attempt("2026-10-01 " + hour + ":00", "NOT_REACHED"));
                assertThat(room.clocksOf(duty)).contains("major-first-contact OPEN");
            }
            to("2026-10-01T19:00");
            complete("Task_RecordFirstContact", attempt("2026-10-01 19:00", "NOT_REACHED"));

            assertThat(room.clocksOf(duty))
                    .filteredOn(clock -> clock.startsWith("major-first-contact"))
                    .containsExactly("major-first-contact MET");
            complete("Task_AgreeSolution", Map.of("solution", "退货", "responsible", "李工", "finishBy", "2026-10-12"));
            assertThat(DIAGRAM.theTask("Task_ConfirmSolution")).isNotNull();
            assertThat(room.clocksOf(duty))
                    .as("nobody spoke to him, so he is still to hear of the progress by the first moment")
                    .filteredOn(clock -> clock.startsWith("major-progress"))
                    .containsExactly("major-progress OPEN");
        }
    }

    private static Map<String, String> attempt(String moment, String outcome) {
        return Map.of("contactMoment", moment, "channel", "PHONE", "outcome", outcome, "said", "要退货");
    }

    private void deploy(DutyRoom room) {
        DIAGRAM.furnish(() -> putBeans(room));
        DIAGRAM.deploy(List.of("handle-major-complaint.bpmn", "join-task-force.bpmn", "service-standards.dmn"));
    }

    private void putBeans(DutyRoom room) {
        var forms = DutyBeans.forms();
        var deadline = Standards.on(DIAGRAM.engine(), Calendars.statutory(clock), room.duties(), clock);
        DutyBeans.put(DIAGRAM, room.duties(), deadline)
                .with("taskForce", new TaskForce(new TaskForceSettings(ROLES), mock(Staff.class)))
                .with("openMajorComplaint", new OpenMajorComplaint(room.complaints(), deadline))
                .with("recordFirstContact", new RecordFirstContact(room.complaints(), forms))
                .with("agreeSolution", new AgreeSolution(room.complaints(), forms))
                .with("confirmSolution", new ConfirmSolution(room.complaints(), forms))
                .with("restartProgress", new RestartProgress())
                .with("planSpecialSurvey", new PlanSpecialSurvey(mock(FollowUpSurvey.class)))
                .with("joinTaskForce", JoiningBeans.joinTaskForce(room.complaints()));
    }

    /** Goes from due moment to due moment, so that everything is done when it is due; the server is started anew before each. */
    private void to(String local) {
        var until = at(local);
        for (var due = nextDue(); due != null && !due.isAfter(until); due = nextDue()) {
            DIAGRAM.reopen();
            clock.set(due.toString());
            DIAGRAM.advanceTo(due);
        }
        clock.set(until.toString());
        DIAGRAM.advanceTo(until);
    }

    private static @Nullable Instant nextDue() {
        return DIAGRAM.engine().getManagementService().createJobQuery().orderByJobDuedate().asc().list().stream()
                .map(job -> job.getDuedate().toInstant())
                .findFirst()
                .orElse(null);
    }

    private static List<String> dueDates() {
        return DIAGRAM.engine().getTaskService().createTaskQuery().list().stream()
                .map(task -> task.getTaskDefinitionKey() + " "
                        + LocalDateTime.ofInstant(task.getDueDate().toInstant(), BusinessTime.ZONE))
                .toList();
    }

    private static void complete(String key, Map<String, String> typed) {
        DIAGRAM.complete(DIAGRAM.theTask(key), "anna", typed);
    }

    private static Taken warned(String role, String local) {
        return new Taken(Step.WARNED, role, at(local));
    }

    private static Instant at(String local) {
        return OffsetDateTime.parse(local + ":00+08:00").toInstant();
    }
}
