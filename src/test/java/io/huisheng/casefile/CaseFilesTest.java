package io.huisheng.casefile;

import static io.huisheng.casefile.ServiceEvents.CASE;
import static io.huisheng.casefile.ServiceEvents.aFinishedRepair;
import static io.huisheng.casefile.ServiceEvents.aReopening;
import static io.huisheng.casefile.ServiceEvents.aRepairRecord;
import static io.huisheng.casefile.ServiceEvents.aSolvedComplaint;
import static io.huisheng.casefile.ServiceEvents.anotherFinishedRepair;
import static io.huisheng.casefile.ServiceEvents.moment;
import static io.huisheng.casefile.ServiceEvents.nothingNew;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.NotFound;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.event.EventListener;

@DisplayName("Case files")
class CaseFilesTest {

    private final TestClock clock = new TestClock("2026-05-06T10:05:00+08:00");
    private final Heard heard = new Heard();

    @ParameterizedTest
    @EnumSource(Database.class)
    void aCompletionOpensTheFirstRound(Database database) {
        try (var room = open(database)) {
            var file = room.get(CaseFiles.class).receive(aFinishedRepair());

            assertThat(file).isEqualTo(room.get(CaseFiles.class).get(CASE));
            assertThat(file.stage()).isEqualTo(Stage.WAITING);
            assertThat(file.round()).isOne();
            assertThat(file.service()).isEqualTo(aRepairRecord());
            assertThat(file.openedAt()).isEqualTo(clock.instant());
            assertThat(heard.events).containsExactly(new LoopOpened(CASE, 1));
            assertThat(timeline(room)).containsExactly("SERVICE_COMPLETED 问题已解决（维修），第 1 轮反馈开始");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aReopeningVoidsTheRunningRound(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());

            files.receive(aReopening("2026-05-06T15:00:00+08:00"));

            assertThat(files.get(CASE).stage()).isEqualTo(Stage.CLOSED);
            assertThat(files.get(CASE).outcome()).isEqualTo(Outcome.REOPENED);
            assertThat(files.get(CASE).service()).isEqualTo(aRepairRecord());
            assertThat(heard.events).containsExactly(new LoopOpened(CASE, 1), new ServiceReopened(CASE, 1));
            assertThat(timeline(room)).last().isEqualTo("SERVICE_REOPENED 服务已重新打开，第 1 轮反馈作废");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aSecondCompletionAfterAReopeningOpensTheNextRoundWithANewClock(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());
            files.receive(aReopening("2026-05-06T15:00:00+08:00"));
            clock.advance(Duration.ofDays(2));
            var corrected = new ServiceRecord(
                    null, null, null, null, "S009", null, null, null, moment("2026-05-08T09:00:00+08:00"), null, true);

            var file = files.receive(anotherFinishedRepair("2026-05-08T09:00:00+08:00", corrected));

            assertThat(file).isEqualTo(files.get(CASE));
            assertThat(file.round()).isEqualTo(2);
            assertThat(file.stage()).isEqualTo(Stage.WAITING);
            assertThat(file.outcome()).isNull();
            assertThat(file.closedAt()).isNull();
            assertThat(file.completedAt()).isEqualTo(moment("2026-05-08T09:00:00+08:00"));
            assertThat(file.openedAt()).isEqualTo(clock.instant());
            assertThat(file.service().staffNo()).isEqualTo("S009");
            assertThat(file.service().escalated()).isTrue();
            assertThat(file.service().productType()).as("a null wipes nothing").isEqualTo("空调");
            assertThat(file.service().types()).containsExactly("维修");
            assertThat(heard.events).last().isEqualTo(new LoopOpened(CASE, 2));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aReopeningOfAClosedCaseIsRecordedAndTellsNobody(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());
            files.close(CASE, 1, Outcome.NO_RESPONSE);
            var closedAt = files.get(CASE).closedAt();
            clock.advance(Duration.ofHours(1));

            files.receive(aReopening("2026-05-06T15:00:00+08:00"));

            assertThat(files.get(CASE).stage()).isEqualTo(Stage.CLOSED);
            assertThat(files.get(CASE).outcome()).isEqualTo(Outcome.REOPENED);
            assertThat(files.get(CASE).closedAt()).isEqualTo(closedAt);
            assertThat(heard.events).containsExactly(new LoopOpened(CASE, 1));
            assertThat(timeline(room)).last().isEqualTo("SERVICE_REOPENED 服务已重新打开（第 1 轮反馈此前已关闭）");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aComplaintMeanwhileIsHeardByTheRunningRound(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());
            var complaint = aSolvedComplaint("2026-05-07T10:00:00+08:00");

            var file = files.receive(complaint);

            assertThat(file.round()).isOne();
            assertThat(file.scenario()).isEqualTo(ServiceEvent.Scenario.REPAIR);
            assertThat(files.get(CASE)).isEqualTo(file);
            assertThat(heard.events).last().isEqualTo(new CustomerComplained(CASE, 1, complaint.eventId()));
            assertThat(timeline(room)).last().isEqualTo("COMPLAINT_AGAIN 第 1 轮反馈进行期间，客户再次投诉");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void whatContradictsTheStateOfTheCaseIsRefusedAndLeavesNoTrace(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            assertRefused(files, aReopening("2026-05-06T15:00:00+08:00"), "casefile.conflict.reopened-unknown");

            files.receive(aFinishedRepair());
            assertRefused(
                    files,
                    anotherFinishedRepair("2026-05-07T10:00:00+08:00", nothingNew()),
                    "casefile.conflict.round-is-running");
            assertRefused(
                    files, aReopening("2026-05-06T09:59:59+08:00"), "casefile.conflict.reopened-before-completion");

            assertThat(files.get(CASE).stage()).isEqualTo(Stage.WAITING);
            assertThat(heard.events).containsExactly(new LoopOpened(CASE, 1));
            assertThat(timeline(room)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void theStageOnlyMovesForward(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());

            files.markInvited(CASE, 1);
            files.markInvited(CASE, 1);
            assertThat(files.get(CASE).stage()).isEqualTo(Stage.INVITED);
            files.markAnswered(CASE, 1);
            files.markInvited(CASE, 1);
            assertThat(files.get(CASE).stage()).isEqualTo(Stage.ANSWERED);
            files.close(CASE, 1, Outcome.ANSWERED);
            files.close(CASE, 1, Outcome.NO_RESPONSE);
            files.markAnswered(CASE, 1);
            files.markInvited(CASE, 1);

            assertThat(files.get(CASE).stage()).isEqualTo(Stage.CLOSED);
            assertThat(files.get(CASE).outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(files.timeline(CASE))
                    .extracting(TimelineEntry::kind)
                    .containsExactly("SERVICE_COMPLETED", "INVITED", "RESPONSE_RECEIVED", "LOOP_CLOSED");
            assertThat(files.timeline(CASE)).extracting(TimelineEntry::by).contains("customer", "system");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void anAnswerMayBeFasterThanTheNewsOfItsInvitation(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());

            files.markAnswered(CASE, 1);
            files.markInvited(CASE, 1);

            assertThat(files.get(CASE).stage()).isEqualTo(Stage.ANSWERED);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B11: of an anonymous answer the timeline knows the hour only")
    void ofAnAnonymousAnswerTheTimelineKnowsTheHour(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());

            files.markAnsweredAnonymously(CASE, 1);

            var entry = files.timeline(CASE).get(1);
            assertThat(entry.kind()).isEqualTo("RESPONSE_RECEIVED");
            assertThat(entry.at()).isEqualTo(entry.at().truncatedTo(ChronoUnit.HOURS));
            assertThat(files.get(CASE).stage()).isEqualTo(Stage.ANSWERED);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("B14 E2: a closed round is taken up again, a reopened service is not")
    void takesAClosedRoundUpAgain(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());
            files.close(CASE, 1, Outcome.NO_RESPONSE);

            files.takeUpAgain(CASE, 1);
            assertThat(files.get(CASE).stage()).isEqualTo(Stage.ANSWERED);
            assertThat(files.get(CASE).outcome()).isNull();

            files.close(CASE, 1, Outcome.REOPENED);
            files.takeUpAgain(CASE, 1);
            assertThat(files.get(CASE).stage()).isEqualTo(Stage.CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aRoundThatIsOverChangesNothingInItsSuccessor(Database database) {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());
            files.close(CASE, 1, Outcome.NOT_ASKED);
            files.receive(anotherFinishedRepair("2026-05-20T10:00:00+08:00", nothingNew()));

            files.markInvited(CASE, 1);
            files.markAnswered(CASE, 1);
            files.close(CASE, 1, Outcome.NO_RESPONSE);

            assertThat(files.get(CASE).round()).isEqualTo(2);
            assertThat(files.get(CASE).stage()).isEqualTo(Stage.WAITING);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void oddTimesAreTakenAsReportedAndSaidOnTheTimeline(Database database) {
        try (var room = open(database)) {
            var odd = new ServiceRecord(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    moment("2026-05-06T09:00:00+08:00"),
                    moment("2026-05-06T08:00:00+08:00"),
                    moment("2026-05-06T07:00:00+08:00"),
                    null,
                    null);

            var file = room.get(CaseFiles.class).receive(anotherFinishedRepair("2026-05-06T10:00:00+08:00", odd));

            assertThat(file.service()).isEqualTo(odd);
            assertThat(timeline(room))
                    .contains(
                            "DATA_WARNING 服务记录时间异常：响应时间早于创建时间",
                            "DATA_WARNING 服务记录时间异常：解决时间早于创建时间",
                            "DATA_WARNING 服务记录时间异常：解决时间早于响应时间");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("of 20 completions at the same moment one opens the case and 19 are refused")
    void simultaneousCompletionsOpenOneRound(Database database) throws Exception {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(() -> files.receive(aFinishedRepair()));
            }

            var results = atOnce(calls);

            assertThat(results).filteredOn(CaseFile.class::isInstance).hasSize(1);
            assertThat(results).filteredOn(Conflict.class::isInstance).hasSize(19);
            assertThat(heard.events).containsExactly(new LoopOpened(CASE, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void simultaneousReopeningsVoidTheRoundOnce(Database database) throws Exception {
        try (var room = open(database)) {
            var files = room.get(CaseFiles.class);
            files.receive(aFinishedRepair());
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                calls.add(() -> files.receive(aReopening("2026-05-06T15:00:00+08:00")));
            }

            var results = atOnce(calls);

            assertThat(results).hasOnlyElementsOfType(CaseFile.class);
            assertThat(heard.events).containsExactly(new LoopOpened(CASE, 1), new ServiceReopened(CASE, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void anUnknownCaseIsNotFound(Database database) {
        try (var room = open(database)) {
            assertThatThrownBy(() -> room.get(CaseFiles.class).get(new CaseNo("WO-unknown")))
                    .isInstanceOf(NotFound.class);
        }
    }

    private Room open(Database database) {
        return Room.on(database, clock, CaseFiles.class, CaseFileRows.class, CaseRounds.class, Timeline.class, heard);
    }

    private static void assertRefused(CaseFiles files, ServiceEvent event, String messageKey) {
        assertThatThrownBy(() -> files.receive(event))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        refusal -> assertThat(refusal.messageKey()).isEqualTo(messageKey));
    }

    private static List<String> timeline(Room room) {
        return room.get(CaseFiles.class).timeline(CASE).stream()
                .map(entry -> entry.kind() + " " + entry.text())
                .toList();
    }

    /** Runs all calls from one starting shot and returns what each of them returned or threw. */
    private static List<Object> atOnce(List<Callable<Object>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            var ready = new CountDownLatch(calls.size());
            List<Future<Object>> running = new ArrayList<>();
            for (var call : calls) {
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    try {
                        return call.call();
                    } catch (Conflict refused) {
                        return refused;
                    }
                }));
            }
            List<Object> results = new ArrayList<>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    static final class Heard {

        final List<Object> events = Collections.synchronizedList(new ArrayList<>());

        @EventListener
        void on(LoopOpened event) {
            events.add(event);
        }

        @EventListener
        void on(ServiceReopened event) {
            events.add(event);
        }

        @EventListener
        void on(CustomerComplained event) {
            events.add(event);
        }
    }
}
