package io.huisheng.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.huisheng.casefile.CaseFiles;
import io.huisheng.directory.Staff;
import io.huisheng.messaging.Outbox;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Results of duties")
class DutyResultsTest {

    private static final CaseNo CASE = new CaseNo("WO-20260506-0001");

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("are shown to colleagues as they were typed, each with its duty")
    void areShownToColleagues(Database database) {
        try (var room = Room.on(
                database,
                new TestClock("2026-05-08T10:00:00+08:00"),
                Duties.class,
                DutyRows.class,
                DutyClocks.class,
                DutyResults.class,
                mock(CaseFiles.class),
                mock(Outbox.class),
                mock(Staff.class))) {
            var duties = room.get(Duties.class);
            var recovery = duties.open(CASE, 1, DutyType.RECOVERY, null);
            duties.open(CASE, 1, DutyType.VERIFICATION, null);
            duties.fulfil(recovery, "RECOVERED", "已更换压缩机，客户满意 ${x}", "wang");

            var results = room.get(DutyResults.class);

            assertThat(results.of(CASE))
                    .hasSize(1)
                    .containsEntry(
                            recovery.toString(),
                            new DutyResults.Result("已更换压缩机，客户满意 ${x}", "wang", Instant.parse("2026-05-08T02:00:00Z")));
            assertThat(results.of(new CaseNo("WO-2"))).isEmpty();
        }
    }
}
