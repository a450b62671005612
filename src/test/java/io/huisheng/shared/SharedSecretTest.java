package io.huisheng.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.huisheng.testing.Database;
import io.huisheng.testing.Room;
import io.huisheng.testing.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("A shared secret")
class SharedSecretTest {

    @ParameterizedTest
    @EnumSource(Database.class)
    @DisplayName(
            "signs alike on every node, otherwise under another name, and survives a transaction that is rolled back")
    void signsAlikeEverywhere(Database database) {
        try (var room = Room.on(database, new TestClock("2026-05-06T10:00:00+08:00"))) {
            var one =
                    new SharedSecret("privacy_secret", "customer", room.get(Inserts.class), room.get(JdbcClient.class));
            one.prepare();
            var signed = new TransactionTemplate(room.get(PlatformTransactionManager.class)).execute(transaction -> {
                transaction.setRollbackOnly();
                return one.sign("C202405001");
            });

            var other =
                    new SharedSecret("privacy_secret", "customer", room.get(Inserts.class), room.get(JdbcClient.class));
            var another =
                    new SharedSecret("privacy_secret", "another", room.get(Inserts.class), room.get(JdbcClient.class));
            assertThat(other.sign("C202405001")).isEqualTo(signed).isNotEqualTo(other.sign("C202405002"));
            assertThat(another.sign("C202405001")).isNotEqualTo(signed);
        }
    }
}
