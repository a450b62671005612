package io.huisheng.shared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** Inserts a row unless its key is taken already, on H2 and PostgreSQL alike, without harming the transaction. */
@Component
public class Inserts {

    private final JdbcTemplate jdbc;
    private final String onConflict;

    Inserts(DataSource source) throws MetaDataAccessException {
        this.jdbc = new JdbcTemplate(source);
        var product = JdbcUtils.extractDatabaseMetaData(source, metadata -> metadata.getDatabaseProductName());
        this.onConflict = "PostgreSQL".equals(product) ? " on conflict do nothing" : "";
    }

    /**
     * Returns whether the row is new; waits for a concurrent insert of the same key to commit or roll back. The column names
     * are part of the statement, so they must never come from outside.
     */
    public boolean ifAbsent(String table, Map<String, ?> row) {
        List<String> columns = new ArrayList<>(row.keySet());
        List<Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(row.get(column)));
        var sql = "insert into " + table + " (" + String.join(", ", columns) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")" + onConflict;
        try {
            return jdbc.update(sql, values.toArray()) == 1;
        } catch (DuplicateKeyException taken) {
            // H2 only: it knows no "on conflict", but a failed statement leaves its transaction usable.
            return false;
        }
    }
}
