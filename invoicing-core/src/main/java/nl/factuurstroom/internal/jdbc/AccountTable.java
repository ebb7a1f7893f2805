package nl.factuurstroom.internal.jdbc;

import static nl.factuurstroom.internal.jdbc.Sql.bytes;
import static nl.factuurstroom.internal.jdbc.Sql.number;
import static nl.factuurstroom.internal.jdbc.Sql.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import nl.factuurstroom.internal.engine.AccountRow;
import nl.factuurstroom.internal.engine.CustomerRow;
import nl.factuurstroom.internal.engine.ProcessKey;

/** {@code invoicing_account} and {@code invoicing_customer}: what belongs to a vendor account, not to a pipeline. */
final class AccountTable {

    private final Sql sql;
    private final Dialect dialect;

    AccountTable(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    AccountRow account(String account) {
        return locked(account).orElseGet(() -> {
            sql.update(
                    "insert into invoicing_account (account, budget, token_version) values (?, '{}', 0) on conflict do nothing",
                    account);
            return locked(account).orElseThrow();
        });
    }

    private Optional<AccountRow> locked(String account) {
        return sql.one(
                "select * from invoicing_account where account = ?" + dialect.forUpdate, AccountTable::map, account);
    }

    void put(AccountRow row) {
        sql.update(
                """
                update invoicing_account set budget = ?, trouble_code = ?, trouble_text = ?, trouble_since = ?,
                  trouble_until = ?, tokens = ?, token_version = ?, lease_owner = ?, lease_until = ? where account = ?
                """,
                row.budget,
                text(row.troubleCode),
                text(row.troubleText),
                number(row.troubleSince),
                number(row.troubleUntil),
                bytes(row.tokens),
                row.tokenVersion,
                text(row.leaseOwner),
                number(row.leaseUntil),
                row.account);
    }

    Optional<CustomerRow> customer(String account, String identity) {
        return sql.one(
                "select * from invoicing_customer where account = ? and identity = ?",
                AccountTable::mapCustomer,
                account,
                identity);
    }

    boolean insert(CustomerRow row) {
        return write(row, "on conflict do nothing") == 1;
    }

    void put(CustomerRow row) {
        write(row, """
                on conflict (account, identity) do update set pipeline = excluded.pipeline, creating = excluded.creating,
                  customer_id = excluded.customer_id, facts = excluded.facts, read_at = excluded.read_at
                """);
    }

    private int write(CustomerRow row, String onConflict) {
        var creating = row.creating();
        return sql.update(
                """
                insert into invoicing_customer (account, identity, pipeline, creating, customer_id, facts, read_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """ + onConflict,
                row.account(),
                row.identity(),
                text(creating == null ? null : creating.pipeline()),
                text(creating == null ? null : creating.text()),
                text(row.customerId()),
                text(row.facts()),
                number(row.readAt()));
    }

    void release(String account, ProcessKey creating) {
        sql.update(
                "delete from invoicing_customer where account = ? and pipeline = ? and creating = ? and customer_id is null",
                account,
                creating.pipeline(),
                creating.text());
    }

    private static AccountRow map(ResultSet row) throws SQLException {
        var account = new AccountRow(row.getString("account"));
        account.budget = row.getString("budget");
        account.troubleCode = row.getString("trouble_code");
        account.troubleText = row.getString("trouble_text");
        account.troubleSince = Sql.instant(row, "trouble_since");
        account.troubleUntil = Sql.instant(row, "trouble_until");
        account.tokens = row.getBytes("tokens");
        account.tokenVersion = row.getLong("token_version");
        account.leaseOwner = row.getString("lease_owner");
        account.leaseUntil = Sql.instant(row, "lease_until");
        return account;
    }

    private static CustomerRow mapCustomer(ResultSet row) throws SQLException {
        var creating = row.getString("creating");
        return new CustomerRow(
                row.getString("account"),
                row.getString("identity"),
                creating == null ? null : ProcessKey.parse(row.getString("pipeline"), creating),
                row.getString("customer_id"),
                row.getString("facts"),
                Sql.instant(row, "read_at"));
    }
}
