package io.huisheng.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.huisheng.shared.BusinessTime;
import io.huisheng.shared.Inserts;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Demo clock")
class DemoClockTest {

    private static final OffsetDateTime START = OffsetDateTime.parse("2026-05-06T10:00:00+08:00");

    @ParameterizedTest
    @EnumSource(Database.class)
    void startsAtItsFirstMomentAndTicks(Database database) {
        try (var room = open(database)) {
            var clock = clock(room, START);

            assertThat(clock.instant()).isCloseTo(START.toInstant(), within(10, ChronoUnit.SECONDS));
            assertThat(clock.getZone()).isEqualTo(BusinessTime.ZONE);
            var machine = Clock.systemUTC();
            var ahead = Duration.between(machine.instant(), clock.instant());
            assertThat(Duration.between(machine.instant(), clock.instant())).isCloseTo(ahead, Duration.ofMillis(100));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void isTheTimeOfTheMachineUnlessToldOtherwise(Database database) {
        try (var room = open(database)) {
            assertThat(clock(room, null).instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aRestartNeverGoesBack(Database database) {
        try (var room = open(database)) {
            var moved = START.plusDays(9).toInstant();
            clock(room, START).moveTo(moved);

            var restarted = clock(room, START);

            assertThat(restarted.instant()).isAfterOrEqualTo(moved).isCloseTo(moved, within(10, ChronoUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void movesForwardOnly(Database database) {
        try (var room = open(database)) {
            var clock = clock(room, START);
            var moment = START.plusDays(1).toInstant();
            clock.moveTo(moment);
            assertThat(clock.instant()).isAfterOrEqualTo(moment);

            clock.moveTo(START.toInstant());

            assertThat(clock.instant()).isAfterOrEqualTo(moment);
        }
    }

    private static Room open(Database database) {
        return Room.on(database, Clock.systemUTC());
    }

    private static DemoClock clock(Room room, @Nullable OffsetDateTime startAt) {
        return new DemoClock(new DemoSettings(startAt, 0, 100, true, false), room.jdbc(), room.get(Inserts.class));
    }
}
