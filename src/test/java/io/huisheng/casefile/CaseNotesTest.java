package io.huisheng.casefile;

import static io.huisheng.casefile.ServiceEvents.CASE;
import static io.huisheng.casefile.ServiceEvents.aFinishedRepair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.huisheng.shared.CaseNo;
import io.huisheng.shared.Conflict;
import io.huisheng.shared.InvalidInput;
import io.huisheng.shared.NotFound;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

@DisplayName("Notes on a case")
class CaseNotesTest {

    private final TestClock clock = new TestClock("2026-05-06T10:00:00+08:00");
    private Room room;

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        if (room != null) {
            room.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("stand in the order in which they were written, with who wrote them and when")
    void standInTheirOrder(Database database) {
        open(database);

        notes().add(CASE, " 客户周五下午在家 <b> ", "anna");
        clock.advance(Duration.ofMinutes(1));
        notes().add(CASE, "钥匙在门卫处", "wang");

        assertThat(section().of(CASE, List.of(1)))
                .extracting(note -> note.at() + " " + note.by() + " " + note.text())
                .containsExactly("2026-05-06T10:00+08:00 anna 客户周五下午在家 <b>", "2026-05-06T10:01+08:00 wang 钥匙在门卫处");
        assertThat(section().of(CASE, List.of(2))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("G3: go with the customer, and none comes after him")
    void goWithTheCustomer(Database database) {
        open(database);
        notes().add(CASE, "客户周五下午在家", "anna");

        section().erase(new ErasedRounds(CASE, List.of(1), true, "ERASED-1"));
        room.get(CaseFileRows.class).erase(CASE, "ERASED-1", clock.instant());

        assertThat(section().of(CASE, List.of(1)))
                .extracting(CaseNotes.Note::text)
                .containsExactly(ErasedRounds.MARK);
        assertThatThrownBy(() -> notes().add(CASE, "又来电话", "anna"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("casefile.note.erased");
    }

    @Test
    @DisplayName("say something about a case that exists")
    void saySomething() {
        open(Database.H2);

        assertThatThrownBy(() -> notes().add(CASE, "  ", "anna")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> notes().add(CASE, "字".repeat(2001), "anna")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> notes().add(new CaseNo("WO-UNKNOWN"), "x", "anna"))
                .isInstanceOf(NotFound.class);
        assertThat(section().of(CASE)).isNull();
    }

    @Test
    @DisplayName("G4: are left by those who work on cases, not by those who only look on")
    void areLeftByThoseWhoWork() {
        open(Database.H2);
        var controller = new CaseNotesController(notes());

        Pages.login("audit", "auditor");
        assertThatThrownBy(() -> controller.add(CASE.value(), "x")).isInstanceOf(AccessDeniedException.class);
        Pages.login("wang", "warehouse");
        assertThat(controller.add(CASE.value(), "x")).isEqualTo("redirect:/cases/" + CASE.value() + "#h-notes");

        assertThat(section().of(CASE, List.of(1)))
                .extracting(CaseNotes.Note::by)
                .containsExactly("wang");
    }

    private CaseNotes notes() {
        return room.get(CaseNotes.class);
    }

    private NotesSection section() {
        return new NotesSection(notes());
    }

    private void open(Database database) {
        room = Room.on(
                database,
                clock,
                CaseNotes.class,
                CaseFiles.class,
                CaseFileRows.class,
                CaseRounds.class,
                Timeline.class);
        room.get(CaseFiles.class).receive(aFinishedRepair());
    }
}
