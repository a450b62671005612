package io.huisheng.closure;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.NewMessage;
import io.huisheng.messaging.Outbox;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.mockito.ArgumentCaptor;

/** The duties on a real database, for tests of the diagrams that work on them. */
public final class DutyRoom implements AutoCloseable {

    private final Room room;
    private final Outbox outbox;

    private DutyRoom(Room room, Outbox outbox) {
        this.room = room;
        this.outbox = outbox;
    }

    /** Opens the room on a new database. */
    public static DutyRoom on(Database database, Clock clock) {
        Staff staff = mock();
        when(staff.titleOf(anyString())).thenReturn("负责人");
        Outbox outbox = mock();
        return new DutyRoom(
                Room.on(
                        database,
                        clock,
                        Duties.class,
                        DutyRows.class,
                        DutyClocks.class,
                        CustomerMessages.class,
                        MajorComplaints.class,
                        MajorRows.class,
                        new MajorSettings(3, 3, List.of(LocalTime.of(12, 0), LocalTime.of(18, 0))),
                        mock(CaseFiles.class),
                        outbox,
                        staff),
                outbox);
    }

    public Duties duties() {
        return room.get(Duties.class);
    }

    public CustomerMessages messages() {
        return room.get(CustomerMessages.class);
    }

    public MajorComplaints complaints() {
        return room.get(MajorComplaints.class);
    }

    /** The kinds of the messages that were queued in their order, with the role where they go to staff. */
    public List<String> sent() {
        var queued = ArgumentCaptor.forClass(NewMessage.class);
        verify(outbox, atLeast(0)).add(queued.capture());
        return queued.getAllValues().stream()
                .map(message -> (message.kind() + " " + Objects.toString(message.role(), "")).strip())
                .toList();
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
