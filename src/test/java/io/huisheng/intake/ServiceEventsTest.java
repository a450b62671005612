package io.huisheng.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.huisheng.casefile.CaseFile;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.casefile.ServiceEvent;
import io.huisheng.casefile.Stage;
import io.huisheng.customer.CustomerUpdate;
import io.huisheng.customer.Customers;
import io.huisheng.shared.Conflict;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.TransientDataAccessException;

@DisplayName("Service events")
class ServiceEventsTest {

    private final TestClock clock = new TestClock("2026-05-06T12:00:00+08:00");
    private final Customers customers = mock();
    private final CaseFiles files = mock();

    @ParameterizedTest
    @EnumSource(Database.class)
    void givesEveryRepeatedDeliveryTheFirstReceipt(Database database) {
        try (var room = open(database)) {
            var events = room.get(ServiceEvents.class);

            var first = events.receive(Bodies.bytes(Bodies.FULL));
            clock.advance(Duration.ofHours(1));

            assertThat(first)
                    .isEqualTo("{\"eventId\":\"evt-1\",\"caseNo\":\"WO-20260506-0001\",\"round\":1,"
                            + "\"receivedAt\":\"2026-05-06T12:00:00+08:00\"}");
            assertThat(events.receive(Bodies.bytes(Bodies.FULL))).isEqualTo(first);
            assertThat(take(room, Bodies.FULL).isNew()).isFalse();
            verify(files, times(1)).receive(any());
            verify(customers, times(1)).remember(any(), eq(Instant.parse("2026-05-06T02:00:00Z")));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void refusesOtherContentUnderTheSameId(Database database) {
        try (var room = open(database)) {
            take(room, Bodies.event("evt-1", "WO-1"));

            assertThatThrownBy(() -> take(room, Bodies.event("evt-1", "WO-2")))
                    .isInstanceOf(Conflict.class)
                    .hasMessage("intake.conflict.changed-content");
            assertThat(entries(room)).isOne();
            verify(files, times(1)).receive(any());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void leavesNoTraceOfAnEventThatContradictsItsCase(Database database) {
        try (var room = open(database)) {
            doThrow(new Conflict("casefile.conflict.round-is-running", "WO-1", 1))
                    .when(files)
                    .receive(any());
            assertThatThrownBy(() -> take(room, Bodies.event("evt-1", "WO-1"))).isInstanceOf(Conflict.class);
            assertThat(entries(room)).isZero();

            reset(files);
            opensCases();
            assertThat(take(room, Bodies.event("evt-1", "WO-1")).isNew()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void storesNothingThatTellsWhoTheCustomerIs(Database database) {
        try (var room = open(database)) {
            take(room, Bodies.FULL);

            var row = room.jdbc().sql("select * from service_event").query().singleRow();
            assertThat(row.toString()).doesNotContain("张三", "zhang@", "13800138000");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsTheRarestCharactersThatAreAllowed(Database database) {
        try (var room = open(database)) {
            var eventId = "😀".repeat(64);
            var caseNo = "𠮷".repeat(32);

            var receipt = room.get(ServiceEvents.class).receive(Bodies.bytes(Bodies.event(eventId, caseNo)));

            assertThat(receipt).contains(eventId, caseNo);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("make one case of 1,000 simultaneous deliveries of the same event")
    void makesOneCaseOfAThousandDeliveries(Database database) throws Exception {
        try (var room = open(database)) {
            var taken = atOnce(room, 1_000, number -> Bodies.FULL);

            assertThat(taken.stream().filter(Taken::isNew)).hasSize(1);
            assertThat(taken.stream().map(Taken::receipt).distinct()).hasSize(1);
            verify(files, times(1)).receive(any());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void letsAnotherDeliveryTakeOverWhereTheFirstFails(Database database) throws Exception {
        try (var room = open(database)) {
            var othersAreOnTheirWay = new CountDownLatch(8);
            reset(files);
            when(files.receive(any()))
                    .thenAnswer(first -> {
                        othersAreOnTheirWay.await(10, TimeUnit.SECONDS);
                        throw new IllegalStateException("the first one dies");
                    })
                    .thenAnswer(call -> caseOf(call.getArgument(0), 1));

            var pool = Executors.newFixedThreadPool(9);
            try {
                List<Future<Taken>> deliveries = new ArrayList<>();
                for (int number = 0; number < 9; number++) {
                    deliveries.add(pool.submit(() -> {
                        othersAreOnTheirWay.countDown();
                        return take(room, Bodies.FULL);
                    }));
                }
                List<Taken> taken = new ArrayList<>();
                var died = 0;
                for (var delivery : deliveries) {
                    try {
                        taken.add(delivery.get(30, TimeUnit.SECONDS));
                    } catch (ExecutionException dead) {
                        died++;
                    }
                }
                assertThat(died).isOne();
                assertThat(taken).hasSize(8);
                assertThat(taken.stream().filter(Taken::isNew)).hasSize(1);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void triesAgainWhereTheDatabasePrefersSomebodyElse(Database database) {
        try (var room = open(database)) {
            reset(files);
            when(files.receive(any()))
                    .thenThrow(new CannotAcquireLockException("deadlock"))
                    .thenThrow(new CannotAcquireLockException("deadlock"))
                    .thenAnswer(call -> caseOf(call.getArgument(0), 1));

            assertThat(take(room, Bodies.FULL).isNew()).isTrue();
            assertThat(entries(room)).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void givesUpAfterAFewAttemptsAndSaysThatItWillPass(Database database) {
        try (var room = open(database)) {
            reset(files);
            when(files.receive(any())).thenThrow(new IllegalStateException(new OptimisticLockingException()));

            assertThatThrownBy(() -> take(room, Bodies.FULL)).isInstanceOf(TransientDataAccessException.class);
            verify(files, times(4)).receive(any());
            assertThat(entries(room)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void takesABatchInItsOrderWithAResultForEach(Database database) {
        try (var room = open(database)) {
            take(room, Bodies.event("known", "WO-0"));
            refuseCase("WO-BAD");
            var batch = "["
                    + String.join(
                            ",",
                            Bodies.event("a", "WO-1"),
                            "{\"eventId\":\"broken\",\"caseNo\":\"WO-X\"}",
                            Bodies.event("known", "WO-0"),
                            Bodies.event("known", "WO-CHANGED"),
                            Bodies.event("b", "WO-BAD"),
                            "17",
                            Bodies.event("a", "WO-1"),
                            Bodies.event("c", "WO-3"))
                    + "]";

            var items = batch(room, batch);

            assertThat(items.stream().map(EventBatch.Item::status))
                    .containsExactly(201, 400, 200, 409, 409, 400, 200, 201);
            assertThat(items.stream().map(EventBatch.Item::index)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(items.get(1).eventId()).isEqualTo("broken");
            assertThat(items.get(1).errors().stream().map(EventBatch.Wrong::pointer))
                    .containsExactly("#/type", "#/occurredAt", "#/scenario", "#/customer");
            assertThat(items.get(3).errors().get(0).detail()).contains("known");
            assertThat(items.get(6).receivedAt()).isEqualTo(items.get(0).receivedAt());
            assertThat(caseNos(room)).containsExactly("WO-0", "WO-1", "WO-3");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void takesALargeBatchOnceHoweverOftenItIsSent(Database database) throws Exception {
        try (var room = open(database)) {
            var batch = IntStream.range(0, 120)
                    .mapToObj(number -> Bodies.event("e" + number, "WO-" + number))
                    .collect(Collectors.joining(",", "[", "]"));
            var pool = Executors.newFixedThreadPool(4);
            try {
                Callable<List<EventBatch.Item>> delivery = () -> batch(room, batch);
                var all = pool.invokeAll(List.of(delivery, delivery, delivery, delivery));
                var created = 0;
                for (var items : all) {
                    assertThat(items.get()).hasSize(120).allMatch(item -> item.status() <= 201);
                    created += (int) items.get().stream()
                            .filter(item -> item.status() == 201)
                            .count();
                }
                assertThat(created).isEqualTo(120);
                assertThat(entries(room)).isEqualTo(120);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void letsBatchesWithTheSameCustomersWaitInLineInsteadOfForEachOther(Database database) throws Exception {
        try (var room = open(database)) {
            room.jdbc()
                    .sql("create table locked_customer (no varchar(64) primary key, visits integer)")
                    .update();
            IntStream.range(0, 10)
                    .forEach(number -> room.jdbc()
                            .sql("insert into locked_customer values ('C" + number + "', 0)")
                            .update());
            doAnswer(call -> {
                        CustomerUpdate update = call.getArgument(0);
                        room.jdbc()
                                .sql("update locked_customer set visits = visits + 1 where no = ?")
                                .param(update.customerNo())
                                .update();
                        return null;
                    })
                    .when(customers)
                    .remember(any(), any());
            var forwards = batchOf(IntStream.range(0, 10), "f");
            var backwards = batchOf(IntStream.range(0, 10).map(number -> 9 - number), "b");
            var pool = Executors.newFixedThreadPool(2);
            try {
                for (int turn = 0; turn < 10; turn++) {
                    var suffix = "-" + turn + "-";
                    Callable<List<EventBatch.Item>> one = () -> batch(room, forwards.replace("-x-", suffix));
                    Callable<List<EventBatch.Item>> other = () -> batch(room, backwards.replace("-x-", suffix));
                    for (var items : pool.invokeAll(List.of(one, other))) {
                        assertThat(items.get()).allMatch(item -> item.status() == 201);
                    }
                }
            } finally {
                pool.shutdownNow();
            }
            // Each event once: a chunk that was rolled back and taken one by one would have called twice.
            verify(customers, times(200)).remember(any(), any());
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsTheOrderOfABatchWhereCustomersAreDisputed(Database database) {
        try (var room = open(database)) {
            var first = Bodies.event("same", "WO-1").replace("\"C1\"", "\"C9\"");
            var second = Bodies.event("same", "WO-1").replace("\"C1\"", "\"C0\"");

            assertThat(batch(room, "[" + first + "," + second + "]").stream().map(EventBatch.Item::status))
                    .containsExactly(201, 409);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void countsOnNobodyWhereNothingWasValid(Database database) {
        try (var room = open(database)) {
            assertThat(batch(room, "[]")).isEmpty();
            assertThat(batch(room, "[null,[],{}]")).allMatch(item -> item.status() == 400);
            verify(files, never()).receive(any());
        }
    }

    private Room open(Database database) {
        opensCases();
        return Room.on(
                database,
                clock,
                customers,
                files,
                new IntakeSettings(Duration.ofDays(1), LocalDate.of(2000, 1, 1), 1_000, 50, 4, Duration.ofMillis(2)),
                EventReader.class,
                ReceivedEvents.class,
                ServiceEvents.class,
                EventBatch.class);
    }

    private void opensCases() {
        when(files.receive(any())).thenAnswer(call -> caseOf(call.getArgument(0), 1));
    }

    private void refuseCase(String caseNo) {
        doAnswer(call -> {
                    ServiceEvent event = call.getArgument(0);
                    if (event.caseNo().value().equals(caseNo)) {
                        throw new Conflict("intake.conflict.changed-content", event.eventId());
                    }
                    return caseOf(event, 1);
                })
                .when(files)
                .receive(any());
    }

    private CaseFile caseOf(ServiceEvent event, int round) {
        return new CaseFile(
                event.caseNo(),
                event.customerNo(),
                event.scenario(),
                event.type(),
                event.occurredAt(),
                event.service(),
                Stage.WAITING,
                null,
                round,
                clock.instant(),
                null);
    }

    private static Taken take(Room room, String body) {
        var reader = room.get(EventReader.class);
        return room.get(ServiceEvents.class).take(reader.read(reader.parse(Bodies.bytes(body))));
    }

    private static List<EventBatch.Item> batch(Room room, String body) {
        return room.get(EventBatch.class).take(room.get(EventReader.class).parse(Bodies.bytes(body)), Locale.ENGLISH);
    }

    private static List<Taken> atOnce(Room room, int times, IntFunction<String> body) throws Exception {
        var pool = Executors.newFixedThreadPool(50);
        var start = new CountDownLatch(1);
        try {
            List<Future<Taken>> deliveries = new ArrayList<>();
            for (int number = 0; number < times; number++) {
                var text = body.apply(number);
                deliveries.add(pool.submit(() -> {
                    start.await();
                    return take(room, text);
                }));
            }
            start.countDown();
            List<Taken> taken = new ArrayList<>();
            for (var delivery : deliveries) {
                taken.add(delivery.get(60, TimeUnit.SECONDS));
            }
            return taken;
        } finally {
            pool.shutdownNow();
        }
    }

    private static String batchOf(IntStream customers, String kind) {
        return customers
                .mapToObj(number -> Bodies.event(kind + "-x-" + number, "WO-" + kind + "-x-" + number)
                        .replace("\"C1\"", "\"C" + number + "\""))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static long entries(Room room) {
        return room.jdbc()
                .sql("select count(*) from service_event where receipt is not null")
                .query(Long.class)
                .single();
    }

    private static List<String> caseNos(Room room) {
        return room.jdbc()
                .sql("select case_no from service_event order by case_no")
                .query(String.class)
                .list();
    }

    /** Called as the engine calls its own, which this room must not know. */
    private static final class OptimisticLockingException extends RuntimeException {}
}
