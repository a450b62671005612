package io.huisheng.messaging;

import io.huisheng.shared.Inserts;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How many messages a gateway takes in a minute, counted by the database for all nodes together. Each token comes back a minute
 * after it was taken, so that in no minute, wherever it begins, more leave than there are tokens.
 */
@Repository
class GatewayTokens {

    /** A minute, and what a request may be late on its way. */
    private static final Duration BACK_AFTER = Duration.ofSeconds(62);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2000-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final Inserts inserts;

    GatewayTokens(JdbcClient jdbc, Inserts inserts) {
        this.jdbc = jdbc;
        this.inserts = inserts;
    }

    /** Takes a token; it is given back where the surrounding transaction rolls back. */
    void take(String gateway, int perMinute) throws NotYet {
        if (perMinute == 0) {
            return;
        }
        makeSure(gateway, perMinute);
        var free = jdbc.sql("""
                        select number from gateway_token
                         where gateway = ? and number < ? and taken_at <= current_timestamp - interval '%d' second
                         order by taken_at limit 1 for update skip locked
                        """.formatted(BACK_AFTER.toSeconds()))
                .param(gateway)
                .param(perMinute)
                .query(Integer.class)
                .optional();
        if (free.isEmpty()) {
            throw NotYet.after(untilTheNext(gateway, perMinute));
        }
        jdbc.sql("update gateway_token set taken_at = current_timestamp where gateway = ? and number = ?")
                .param(gateway)
                .param(free.get())
                .update();
    }

    private void makeSure(String gateway, int perMinute) {
        var known = jdbc.sql("select count(*) from gateway_token where gateway = ?")
                .param(gateway)
                .query(Integer.class)
                .single();
        for (int number = known; number < perMinute; number++) {
            inserts.ifAbsent("gateway_token", Map.of("gateway", gateway, "number", number, "taken_at", LONG_AGO));
        }
    }

    private Duration untilTheNext(String gateway, int perMinute) {
        return jdbc.sql("""
                        select min(taken_at) as taken, current_timestamp as now from gateway_token
                         where gateway = ? and number < ?
                        """)
                .param(gateway)
                .param(perMinute)
                .query((row, n) -> {
                    var back = row.getObject("taken", OffsetDateTime.class).plus(BACK_AFTER);
                    var wait = Duration.between(row.getObject("now", OffsetDateTime.class), back);
                    return wait.compareTo(SOON) < 0 ? SOON : wait;
                })
                .single();
    }
}
