package io.huisheng.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.shared.Violation;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.event.EventListener;

@DisplayName("E8: absences")
class AbsencesTest {

    private static final Person ANNA = new Person("anna", "Anna", Set.of("quality"), null);
    private static final Person BEN = new Person("ben", "Ben", Set.of("quality"), null);
    private static final Person CHEN = new Person("chen", "Chen", Set.of("warehouse"), "chen@example.com");

    private final TestClock clock = new TestClock("2026-09-30T10:00:00+08:00");
    private final Heard heard = new Heard();
    private Room room;
    private Absences absences;

    @AfterEach
    void close() {
        room.close();
    }

    private void on(Database database) {
        Members members = () -> List.of(ANNA, BEN, CHEN);
        room = Room.on(database, clock, Absences.class, members, heard);
        absences = room.get(Absences.class);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("hand the work of somebody who is away to his stand-in, only while he is away")
    void handWorkOn(Database database) {
        on(database);
        absences.enter("anna", day("2026-10-01"), day("2026-10-08"), "chen", "lead");

        assertThat(absences.doesTheWorkOf("anna")).contains("anna");
        clock.set("2026-10-01T00:00:00+08:00");
        assertThat(absences.doesTheWorkOf("anna")).contains("chen");
        assertThat(absences.doesTheWorkOf("ben")).contains("ben");
        clock.set("2026-10-08T00:00:00+08:00");
        assertThat(absences.doesTheWorkOf("anna")).contains("anna");
        assertThat(absences.current()).isEmpty();
        assertThat(heard.changes).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("go on to the stand-in of a stand-in who is away, and never round in a circle")
    void followTheChain(Database database) {
        on(database);
        absences.enter("anna", day("2026-09-30"), day("2026-10-08"), "ben", "lead");
        absences.enter("ben", day("2026-09-30"), day("2026-10-08"), "chen", "lead");
        assertThat(absences.doesTheWorkOf("anna")).contains("chen");

        // nobody could enter this any more, but people who stood in may have left
        room.jdbc().sql("""
                        insert into absence (id, user_id, away_from, away_until, stand_in, entered_by, entered_at)
                        select cast(? as uuid), 'chen', away_from, away_until, 'anna', entered_by, entered_at
                          from absence where user_id = 'ben'
                        """).param(UUID.randomUUID()).update();
        assertThat(absences.doesTheWorkOf("anna")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("leave no role without anybody: a stand-in who is there is demanded, by role and days")
    void leaveNoRoleAlone(Database database) {
        on(database);
        assertThat(refused("chen", "2026-10-01", "2026-10-08", null))
                .containsExactly("warehouse", "2026-10-01", "2026-10-07");

        absences.enter("anna", day("2026-10-01"), day("2026-10-08"), null, "lead");
        assertThat(refused("ben", "2026-10-05", "2026-10-12", null))
                .containsExactly("quality", "2026-10-05", "2026-10-07");
        assertThat(refused("ben", "2026-09-28", "2026-10-12", "anna"))
                .as("the stand-in is away himself")
                .containsExactly("quality", "2026-10-01", "2026-10-07");

        absences.enter("ben", day("2026-10-05"), day("2026-10-12"), "chen", "lead");
        assertThat(refused("chen", "2026-10-11", "2026-10-13", "anna"))
                .as("anna is back by then")
                .isEmpty();
        assertThat(absences.current()).extracting(Absence::userId).containsExactly("anna", "ben", "chen");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("need no stand-in where colleagues are there by turns")
    void letColleaguesTakeTurns(Database database) {
        on(database);
        absences.enter("anna", day("2026-10-01"), day("2026-10-08"), null, "lead");

        absences.enter("ben", day("2026-10-08"), day("2026-10-12"), null, "lead");

        assertThat(absences.current()).hasSize(2);
    }

    /** What the refusal names; nothing where the absence is entered. */
    private Object[] refused(String who, String from, String until, String standIn) {
        var wrong = catchThrowableOfType(
                InvalidInput.class, () -> absences.enter(who, day(from), day(until), standIn, "lead"));
        if (wrong == null) {
            return new Object[0];
        }
        assertThat(wrong.violations())
                .extracting(Violation::pointer, Violation::messageKey)
                .containsExactly(tuple("/standIn", "absences.stand-in.needed"));
        return wrong.violations().get(0).arguments();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("give a role to stand-ins only when everybody in it is away")
    void standInForARole(Database database) {
        on(database);
        absences.enter("anna", day("2026-09-30"), day("2026-10-08"), "chen", "lead");
        assertThat(absences.standInsFor("quality")).isEmpty();

        absences.enter("ben", day("2026-09-30"), day("2026-10-08"), null, "lead");
        assertThat(absences.standInsFor("quality")).containsExactly(CHEN);
        assertThat(absences.standInsFor("warehouse")).isEmpty();

        absences.end(absences.current().get(1).id(), "lead");
        assertThat(absences.standInsFor("quality")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("that are entered wrongly are refused with everything that is wrong")
    void refuseNonsense(Database database) {
        on(database);

        var wrong = catchThrowableOfType(
                InvalidInput.class,
                () -> absences.enter("nobody", day("2026-10-08"), day("2026-10-08"), "nobody", "lead"));
        assertThat(wrong.violations())
                .extracting(Violation::pointer, Violation::messageKey)
                .containsExactly(
                        tuple("/userId", "absences.person.unknown"),
                        tuple("/standIn", "absences.person.unknown"),
                        tuple("/standIn", "absences.stand-in.himself"),
                        tuple("/until", "absences.until.before-from"));
        assertThat(catchThrowableOfType(InvalidInput.class, () -> absences.enter("anna", null, null, null, "lead"))
                        .violations())
                .hasSize(2);
        assertThat(catchThrowableOfType(
                                InvalidInput.class,
                                () -> absences.enter("anna", day("2026-09-01"), day("2026-09-02"), null, "lead"))
                        .violations())
                .extracting(Violation::messageKey)
                .containsExactly("absences.until.past");
        assertThat(catchThrowableOfType(NotFound.class, () -> absences.end(UUID.randomUUID(), "lead")))
                .isNotNull();
        assertThat(absences.current()).isEmpty();
    }

    private static Instant day(String day) {
        return OffsetDateTime.parse(day + "T00:00:00+08:00").toInstant();
    }

    static final class Heard {

        private final List<AbsencesChanged> changes = new ArrayList<>();

        @EventListener
        void on(AbsencesChanged change) {
            changes.add(change);
        }
    }
}
