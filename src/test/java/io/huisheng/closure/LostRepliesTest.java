package io.huisheng.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.MessageUndeliverable;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Letters that a customer never got")
class LostRepliesTest {

    private static final CaseNo CASE = new CaseNo("WO-1");

    private final TestClock clock = new TestClock("2026-05-08T10:00:00+08:00");

    @Test
    @DisplayName("E1 E2 E5: an acknowledgement, a reply or the progress is owed in another way, a thank-you is not")
    void areOwedInAnotherWay() {
        var published = new ArrayList<Object>();
        var files = mock(CaseFiles.class);
        try (var room = Room.on(
                Database.H2,
                clock,
                Duties.class,
                DutyRows.class,
                DutyClocks.class,
                MajorRows.class,
                files,
                mock(Outbox.class),
                mock(Staff.class))) {
            var duty = room.get(Duties.class).open(CASE, 2, DutyType.SUGGESTION_REPLY, null);
            var lost = lost(room, files, published);

            for (var kind : List.of("THANKS", "WARNING", "REPLY", "ACKNOWLEDGEMENT")) {
                lost.on(new MessageUndeliverable(UUID.randomUUID(), kind, CASE, duty, clock.instant(), "SMTP_550"));
            }
            lost.on(new MessageUndeliverable(
                    UUID.randomUUID(), "REPLY", CASE, UUID.randomUUID(), clock.instant(), "SMTP_550"));
            assertThat(published).containsExactly(new ReplyUndeliverable(CASE, 2), new ReplyUndeliverable(CASE, 2));

            var major = room.get(Duties.class).open(CASE, 3, DutyType.MAJOR_COMPLAINT, null);
            var progress = room.get(MajorRows.class).addProgress(major, "已安排取件", "李敏", "anna", clock.instant());
            lost.on(new MessageUndeliverable(
                    UUID.randomUUID(), "PROGRESS", CASE, progress, clock.instant(), "SMS_TOO_LONG"));
        }

        assertThat(published).hasSize(3).last().isEqualTo(new ReplyUndeliverable(CASE, 3));
        verify(files).note(CASE, "MAJOR_PROGRESS_LOST", "处理进展通知没有送到客户，改由专人联系客户告知", "system");
    }

    private static LostReplies lost(Room room, CaseFiles files, ArrayList<Object> published) {
        return new LostReplies(room.get(DutyRows.class), room.get(MajorRows.class), files, published::add);
    }
}
