package io.huisheng.closure;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.Outbox;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

/** The duties on a real database, for tests of the diagrams that work on them. */
public final class DutyRoom implements AutoCloseable {

    private final Room room;

    private DutyRoom(Room room) {
        this.room = room;
    }

    /** Opens the room on a new database. */
    public static DutyRoom on(Database database, Clock clock) {
        Staff staff = mock();
        when(staff.titleOf(anyString())).thenReturn("负责人");
        return new DutyRoom(Room.on(
                database,
                clock,
                Duties.class,
                DutyRows.class,
                DutyClocks.class,
                MajorComplaints.class,
                MajorRows.class,
                new MajorSettings(3, 3, List.of(LocalTime.of(12, 0), LocalTime.of(18, 0))),
                mock(CaseFiles.class),
                mock(Outbox.class),
                staff));
    }

    public Duties duties() {
        return room.get(Duties.class);
    }

    public MajorComplaints complaints() {
        return room.get(MajorComplaints.class);
    }

    /** Every obligation that began in a duty, with whom it binds, and what has become of it. */
    public List<String> clocksOf(UUID duty) {
        return room.get(DutyClocks.class).of(duty).stream()
                .map(clock -> (clock.obligation() + " " + clock.subject()).strip() + " " + clock.state())
                .toList();
    }

    /** What was done about the limits of a duty, in its order. */
    public List<Taken> takenOf(UUID duty) {
        return room.get(DutyClocks.class).takenOf(duty).stream()
                .map(level -> new Taken(level.step(), level.role(), level.at()))
                .toList();
    }

    @Override
    public void close() {
        room.close();
    }

    /** Somebody was told about a limit. */
    public record Taken(Step step, String role, Instant at) {}
}
