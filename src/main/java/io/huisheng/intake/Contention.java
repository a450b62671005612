package io.huisheng.intake;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.dao.TransientDataAccessException;

/** Tells a transaction that lost against another one, and may win the next time, from one that is simply wrong. */
final class Contention {

    private Contention() {}

    static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof TransientDataAccessException
                        || (cause instanceof SQLException refused && isContention(refused))
                        // The engine's own kind of it; only one room may know its class.
                        || cause.getClass().getSimpleName().equals("OptimisticLockingException"));
    }

    private static boolean isContention(SQLException refused) {
        var state = String.valueOf(refused.getSQLState());
        return state.startsWith("40") || state.equals("HYT00") || state.equals("55P03");
    }
}
