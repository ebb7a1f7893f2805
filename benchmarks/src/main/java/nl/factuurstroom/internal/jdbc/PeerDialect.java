package nl.factuurstroom.internal.jdbc;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;

/** Lets a plain db-scheduler run on SQLite, which it has no dialect for. Lies in this package to reach ours. */
public final class PeerDialect {

    private PeerDialect() {}

    /** The same as the store uses. */
    public static JdbcCustomization of(boolean sqlite) {
        return (sqlite ? Dialect.SQLITE : Dialect.POSTGRESQL).customization();
    }
}
