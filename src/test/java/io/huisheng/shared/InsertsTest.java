package io.huisheng.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Inserts")
class InsertsTest {

    private static final int CALLERS = 50;

    @ParameterizedTest
    @EnumSource(Database.class)
    void letsExactlyOneOfManyCallersInsertAKey(Database database) throws Exception {
        try (var room = roomWithAGuestBook(database)) {
            var inserts = room.get(Inserts.class);

            var outcomes = atOnce(() -> room.transaction().execute(transaction -> {
                var isNew = inserts.ifAbsent(
                        "guest", Map.of("id", 1, "name", Thread.currentThread().getName()));
                // whoever lost goes on working in the same transaction
                room.jdbc().sql("insert into visit (who) values ('somebody')").update();
                return isNew;
            }));

            assertThat(outcomes).filteredOn(isNew -> isNew).hasSize(1);
            assertThat(count(room, "guest")).isEqualTo(1);
            assertThat(count(room, "visit")).isEqualTo(CALLERS);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void leavesTheTransactionUsableWhenTheKeyIsTaken(Database database) {
        try (var room = roomWithAGuestBook(database)) {
            var inserts = room.get(Inserts.class);
            inserts.ifAbsent("guest", Map.of("id", 1, "name", "first"));

            room.transaction().executeWithoutResult(transaction -> {
                assertThat(inserts.ifAbsent("guest", Map.of("id", 1, "name", "second")))
                        .isFalse();
                assertThat(inserts.ifAbsent("guest", Map.of("id", 2, "name", "third")))
                        .isTrue();
            });

            assertThat(room.jdbc()
                            .sql("select name from guest order by id")
                            .query(String.class)
                            .list())
                    .containsExactly("first", "third");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void insertsAgainWhatWasRolledBack(Database database) {
        try (var room = roomWithAGuestBook(database)) {
            var inserts = room.get(Inserts.class);
            room.transaction().executeWithoutResult(transaction -> {
                inserts.ifAbsent("guest", Map.of("id", 1, "name", "never"));
                transaction.setRollbackOnly();
            });

            assertThat(inserts.ifAbsent("guest", Map.of("id", 1, "name", "now")))
                    .isTrue();
        }
    }

    private static Room roomWithAGuestBook(Database database) {
        var room = Room.on(database, new TestClock("2026-05-06T10:00:00+08:00"));
        room.jdbc()
                .sql("create table guest (id integer primary key, name varchar(100))")
                .update();
        room.jdbc().sql("create table visit (who varchar(100))").update();
        return room;
    }

    private static long count(Room room, String table) {
        return room.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private static <T> List<T> atOnce(Callable<T> call) throws Exception {
        var ready = new CountDownLatch(CALLERS);
        var pool = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                futures.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
