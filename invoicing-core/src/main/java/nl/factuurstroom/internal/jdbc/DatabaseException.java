package nl.factuurstroom.internal.jdbc;

import java.sql.SQLException;
import nl.factuurstroom.internal.engine.StoreFailure;

/** The database refused or is away. What was under way is rolled back and tried again. */
public final class DatabaseException extends StoreFailure {

    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super("the database failed: " + cause.getMessage(), cause);
    }

    DatabaseException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    /** Whether the same transaction may succeed when run again at once. */
    boolean isConflict() {
        return getCause() instanceof SQLException sql
                && ("40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState()));
    }
}
