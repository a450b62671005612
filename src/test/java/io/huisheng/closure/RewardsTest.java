package io.huisheng.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.huisheng.assessment.Validity;
import io.huisheng.assessment.ValidityDecided;
import io.huisheng.casefile.CaseFiles;
import io.huisheng.invitation.RewardSettings;
import io.huisheng.shared.CaseNo;
import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Rewards")
class RewardsTest {

    private static final CaseNo CASE = new CaseNo("WO-20260506-0001");

    private final CaseFiles files = mock(CaseFiles.class);
    private final UUID answer = UUID.randomUUID();
    private Room room;

    @AfterEach
    void close() {
        room.close();
    }

    private Rewards on(Database database, String zh) {
        room = Room.on(
                database,
                new TestClock("2026-05-08T10:00:00+08:00"),
                Rewards.class,
                new RewardSettings(zh, "10 points"),
                files);
        return room.get(Rewards.class);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("are registered once for a named answer that counts or may count, however often that is decided (B10)")
    void registersOnce(Database database) {
        var rewards = on(database, "10 积分");

        rewards.on(new ValidityDecided(answer, CASE, 1, Validity.SUSPECT));
        rewards.on(new ValidityDecided(answer, CASE, 1, Validity.VALID));
        rewards.on(new ValidityDecided(answer, CASE, 1, Validity.INVALID));
        rewards.on(new ValidityDecided(UUID.randomUUID(), CASE, 2, Validity.VALID));

        verify(files, times(2)).note(CASE, "REWARD_REGISTERED", "已登记奖励：10 积分", "system");
        assertThat(rewards.registeredFor(CASE, 1, Locale.SIMPLIFIED_CHINESE)).isEqualTo("10 积分");
        assertThat(rewards.registeredFor(CASE, 2, Locale.ENGLISH)).isEqualTo("10 points");
        assertThat(rewards.registeredFor(CASE, 3, Locale.ENGLISH)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName("go to no anonymous answer, and to an invalid one only when quality staff let it count after all")
    void nothingForAnonymousOrInvalidAnswers(Database database) {
        var rewards = on(database, "10 积分");

        rewards.on(new ValidityDecided(UUID.randomUUID(), null, null, Validity.VALID));
        rewards.on(new ValidityDecided(answer, CASE, 1, Validity.INVALID));
        verify(files, never()).note(any(), any(), any(), any());

        rewards.on(new ValidityDecided(answer, CASE, 1, Validity.VALID));
        verify(files).note(CASE, "REWARD_REGISTERED", "已登记奖励：10 积分", "system");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void nothingWhereNothingIsPromised(Database database) {
        var rewards = on(database, "");

        rewards.on(new ValidityDecided(answer, CASE, 1, Validity.VALID));

        verify(files, never()).note(any(), any(), any(), any());
        assertThat(rewards.registeredFor(CASE, 1, Locale.SIMPLIFIED_CHINESE)).isEmpty();
    }
}
