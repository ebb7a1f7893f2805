package nl.factuurstroom.examples.service;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Every setting there is, with its default. The names are a contract: other programs write such files. */
final class Keys {

    private static final Pattern LINE = Pattern.compile("(?<name>\\S+) = ?(?<value>\\S*) *\\| (?<meaning>.+)");
    private static final int CLOSE_ENOUGH = 4;

    private static final String SERVICE = """
            server.port = 8080 | TCP port; 0 takes any free one
            server.public-url = | address that vendors call, part of what they sign; http://127.0.0.1:<server.port> when left out
            server.admin-token = | bearer token for the operator's endpoints; needed when the public address isn't loopback
            store.url = jdbc:sqlite:./data/factuurstroom.db | or jdbc:postgresql://host/database
            store.user = | PostgreSQL user
            store.password = | PostgreSQL password
            store.encryption-key = | base64 of 32 bytes; made beside the embedded store when left out, required on PostgreSQL
            source = hubspot | where sales come from; several with commas
            books = exact | the bookkeeping package
            supplier.name = | statutory name of the firm that invoices; required
            supplier.vat-id = | its VAT id, check digits included; required
            supplier.kvk-number = | its number in the trade register
            supplier.country = NL | its country, ISO 3166
            supplier.iban = | account to pay into
            delivery = | email, approve or draft; required
            guard.max-invoices-per-hour = 100 | more than this pauses the pipeline; 0 switches it off
            guard.max-invoice-amount = 25000 | a sale above it waits for a person; 0 switches it off
            invoice.when = won | won or supply-date
            engine.heartbeat = PT3S | how often a node says that it lives; its work is taken over after 4 to 6 of these
            workers = 16 | threads that work off sales
            reminder.after-days = 0 | days after the due date; 0 switches reminders off
            smtp.host = | mail server for reminders
            smtp.port = | 587 when left out
            smtp.user = | mail account
            smtp.password = | its password
            smtp.from = | sender's address
            smtp.encryption = | starttls, tls or optional; left out: tls on port 465, optional on this machine, else starttls
            """;

    private static final String HUBSPOT = """
            hubspot.base-url = https://api.hubapi.com | address of the API
            hubspot.access-token = | token of a service key or app; required
            hubspot.client-secret = | the app's secret, with which webhooks are signed
            hubspot.require-signature = true | false takes webhooks unsigned: for tests only
            hubspot.portal-id = | Hub ID; asked of HubSpot when left out
            hubspot.won-since = | moment (2026-12-01T00:00:00Z) or day; deals won before it are left alone. First start when left out
            hubspot.settle = PT0S | how long after its signal a deal is read; PT5M is wise
            hubspot.recurring = attention | attention, first-period or whole-term
            hubspot.limit-per-10-seconds = 100 | calls; 0 for no limit
            hubspot.poll-interval = PT5M | how often missed deals are asked for; 0 for never
            hubspot.call-timeout = PT10S | deadline of one call
            hubspot.property.company.vat-id = | internal name of the property; vat_number when left out
            hubspot.property.company.kvk-number = | kvk_number when left out
            hubspot.property.company.invoice-email = | where a company wants its invoices
            hubspot.property.company.po-required = | whether it takes no invoice without an order number
            hubspot.property.line.vat-rate = | VAT rate of a line: 21, 9, 0 or vrijgesteld
            hubspot.property.line.supply-kind = | goods, services, goederen or diensten
            hubspot.property.line.default-supply-kind = services | of lines that don't say; domestic buyers only
            hubspot.property.deal.po-number = | the buyer's order number
            hubspot.property.deal.supply-date = | day of supply
            hubspot.property.deal.ship-to-country = | where the goods go
            hubspot.property.deal.invoice-number = | written back; invoice_number when left out
            hubspot.property.deal.invoice-status = | written back; invoice_status when left out
            hubspot.property.deal.amount-paid = | written back; invoice_amount_paid when left out
            hubspot.property.deal.paid-date = | written back; invoice_paid_at when left out
            """;

    private static final String EXACT = """
            exact.base-url = https://start.exactonline.nl | address of your country's Exact Online
            exact.division = | code of the administration; the doctor lists them when left out
            exact.client-id = | of your app
            exact.client-secret = | of your app
            exact.refresh-token = | what a login gave; used once, after that the stored one counts
            exact.access-token = | one that came with the refresh token; alone: a fixed one, for tests
            exact.webhook-secret = | of your app; without it Exact's webhooks are refused
            exact.journal = 70 | sales journal
            exact.item = | item to book lines on that have no item of their own
            exact.payment-condition = | for customers without one; the administration's own when left out
            exact.limit-per-minute = 60 | calls; 0 for no limit
            exact.limit-per-day = 5000 | calls; 0 for no limit
            exact.payment-poll-interval = PT15M | how often payments are asked for; 0 for never
            exact.call-timeout = PT30S | deadline of one call
            exact.settle-time = PT2M | how long after an unclear answer a search that finds nothing counts as proof
            exact.vat-code.standard = | VAT code for 21 %
            exact.vat-code.reduced = | for 9 %
            exact.vat-code.zero = | for 0 % at home
            exact.vat-code.exempt = | exempt
            exact.vat-code.export = | to outside the EU
            exact.vat-code.outside-scope = | place of supply elsewhere
            exact.vat-code.intra-eu-services = | reverse charge in another member state, ICP
            exact.vat-code.intra-eu-goods = | goods to another member state, ICP
            exact.vat-code.domestic-reverse-charge = | reverse charge at home
            """;

    private static final String REGISTERS = """
            kvk.base-url = https://api.kvk.nl | address of the trade register
            kvk.api-key = | without it new customers aren't enriched
            vies.base-url = https://ec.europa.eu/taxation_customs/vies/rest-api | address of the VAT number check
            """;

    private static final Map<String, Key> ALL = parse(SERVICE + HUBSPOT + EXACT + REGISTERS);

    private Keys() {}

    /** All keys by name, in the order in which people read them. */
    static Map<String, Key> all() {
        return ALL;
    }

    /** The key of that name. @throws IllegalArgumentException when there is none: a fault of ours */
    static Key of(String name) {
        return Optional.ofNullable(ALL.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no such setting: " + name));
    }

    /** The known key that looks most like the given one, if any looks like it at all. */
    static Optional<String> nearest(String unknown) {
        return ALL.keySet().stream()
                .min(Comparator.comparingInt(name -> distance(name, unknown)))
                .filter(name -> distance(name, unknown) <= Math.max(CLOSE_ENOUGH, unknown.length() / 3));
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    private static Map<String, Key> parse(String table) {
        var keys = new LinkedHashMap<String, Key>();
        table.lines().forEach(line -> {
            var matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalStateException("not a line of the table of keys: " + line);
            }
            var value = matcher.group("value");
            var key = new Key(matcher.group("name"), value.isEmpty() ? null : value, matcher.group("meaning"));
            keys.put(key.name(), key);
        });
        return java.util.Collections.unmodifiableMap(keys);
    }

    /** How many letters must change to make one word of the other (Levenshtein). */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
