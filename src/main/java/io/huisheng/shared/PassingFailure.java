package io.huisheng.shared;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A database that is away or overloaded, or a transaction that lost a race: the same request may succeed soon. */
public final class PassingFailure {

    private PassingFailure() {}

    /** Whether this failure, or one behind it, passes by itself. */
    public static boolean is(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof DataAccessResourceFailureException
                        || cause instanceof TransientDataAccessException
                        || cause instanceof RecoverableDataAccessException
                        || cause instanceof CannotCreateTransactionException
                        || (cause instanceof SQLException broken && isPassing(broken)));
    }

    private static boolean isPassing(SQLException broken) {
        var state = String.valueOf(broken.getSQLState());
        return broken instanceof SQLTransientException
                || broken instanceof SQLRecoverableException
                || broken instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("57P");
    }
}
