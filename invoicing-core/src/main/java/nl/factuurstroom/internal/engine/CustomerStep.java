package nl.factuurstroom.internal.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.customer.CustomerId;
import nl.factuurstroom.customer.CustomerQuery;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.customer.Resolution;
import nl.factuurstroom.internal.engine.Backend.Tx;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;

/**
 * Finds or creates the customer. One customer is created once: its identities are claimed in the commit before, and whoever
 * finds them claimed waits for the holder.
 */
final class CustomerStep {

    private static final Duration WAIT_FOR_HOLDER = Duration.ofSeconds(3);

    private final Desk desk;
    private final TaxStep tax;
    private final Gate gate;
    private final String account;

    CustomerStep(Desk desk, TaxStep tax) {
        this.desk = desk;
        this.tax = tax;
        this.gate = desk.gates.of(desk.parts.gateway());
        this.account = gate.account;
    }

    void take(ProcessRow row, InvoiceState state) {
        var buyer = state.buyer == null ? state.frozenSale().buyer() : state.buyer;
        var identities = identities(buyer);
        boolean creating = desk.parts
                .backend()
                .inTransaction(tx -> tx.effect(row.key, CreateCustomer.NAME))
                .filter(EffectRow::mayExist)
                .isPresent();
        var remembered = remembered(identities);
        if (remembered.isPresent()) {
            known(row, state, buyer, remembered.get(), "remembered", identities);
        } else if (creating) {
            create(row, state, buyer, identities);
        } else if (heldByAnother(row, identities)) {
            row.dueAt = desk.parts.now().plus(WAIT_FOR_HOLDER);
            desk.commit(row, state);
        } else {
            resolve(row, state, buyer, identities);
        }
    }

    /** Normalised keys that mean the same customer; e-mail only for consumers, since companies share mailboxes. */
    static List<String> identities(Party buyer) {
        var keys = new ArrayList<String>();
        if (buyer.sourceId() != null) {
            keys.add("crm:" + buyer.sourceId());
        }
        if (buyer.kvkNumber() != null) {
            keys.add("kvk:" + buyer.kvkNumber());
        }
        if (buyer.vatNumber() != null) {
            keys.add("vat:" + buyer.vatNumber());
        }
        if (!buyer.isCompany() && buyer.email() != null) {
            keys.add("email:" + Pseudonym.email(buyer.email()));
        }
        return keys;
    }

    private Optional<KnownCustomer> remembered(List<String> identities) {
        var known = desk.parts
                .backend()
                .inTransaction(tx -> identities.stream()
                        .flatMap(identity -> tx.customer(account, identity).stream())
                        .filter(found -> found.customerId() != null)
                        .findFirst());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var found = known.get();
        var fresh = found.readAt() != null
                && found.readAt().plus(desk.parts.customerCache()).isAfter(desk.parts.now());
        if (fresh && found.facts() != null) {
            return Optional.of(StateJson.read(found.facts(), KnownCustomer.class));
        }
        var id = new CustomerId(String.valueOf(found.customerId()));
        gate.grantNow(1, Lanes.PRIORITY_SALE);
        return gate.call(() -> desk.parts.gateway().customers().find(CustomerQuery.byIds(Set.of(id)))).stream()
                .filter(c -> c.id().equals(id))
                .findFirst();
    }

    /** Whether another sale is creating this customer. One that stopped before it sent anything holds nobody up. */
    private boolean heldByAnother(ProcessRow row, List<String> identities) {
        return desk.parts.backend().inTransaction(tx -> {
            for (String identity : identities) {
                var holder = tx.customer(account, identity)
                        .filter(held -> held.customerId() == null)
                        .map(CustomerRow::creating)
                        .filter(creating -> !creating.equals(row.key));
                if (holder.isEmpty()) {
                    continue;
                }
                if (isCreating(tx, holder.get())) {
                    return true;
                }
                tx.releaseCustomers(account, holder.get());
            }
            return false;
        });
    }

    private static boolean isCreating(Tx tx, ProcessKey holder) {
        boolean atIt = tx.process(holder)
                .filter(row -> row.step == Step.CUSTOMER && row.attentionCode == null)
                .isPresent();
        return atIt
                || tx.effect(holder, CreateCustomer.NAME)
                        .filter(EffectRow::mayExist)
                        .isPresent();
    }

    private void resolve(ProcessRow row, InvoiceState state, Party buyer, List<String> identities) {
        gate.grantNow(1, Lanes.PRIORITY_SALE);
        var resolution = gate.call(
                () -> desk.parts.resolver().resolve(buyer, desk.parts.gateway().customers()));
        if (resolution instanceof Resolution.Known known) {
            known(row, state, buyer, known.customer(), known.by(), identities);
        } else if (resolution instanceof Resolution.Create create) {
            enrichAndCreate(row, state, create.party());
        } else if (resolution instanceof Resolution.Ambiguous ambiguous) {
            desk.attention(row, state, "CUSTOMER_AMBIGUOUS", ambiguous.why());
        } else if (resolution instanceof Resolution.Hold hold) {
            desk.attention(row, state, "CUSTOMER_UNCLEAR", hold.why());
        }
    }

    private void enrichAndCreate(ProcessRow row, InvoiceState state, Party party) {
        var enriched = new Enrichment(desk).enrich(party);
        if (enriched.problem() != null) {
            desk.attention(row, state, "TRADE_REGISTER", enriched.problem());
            return;
        }
        var buyer = enriched.party();
        if (desk.parts.delivery().issues() && buyer.email() == null) {
            desk.attention(row, state, "NO_RECIPIENT", noRecipient(buyer.name()));
            return;
        }
        var identities = identities(buyer);
        if (buyer.isCompany() && buyer.address().country() == null) {
            // Created without a country, the books would take their own: never guess one.
            desk.attention(row, state, "COUNTRY_UNKNOWN", countryUnknown(buyer));
            return;
        }
        state.buyer = buyer;
        if (tax.stopsBeforeCreation(row, state)) {
            // A sale that can't be invoiced yet leaves nothing behind in the books.
            return;
        }
        desk.commit(row, state, tx -> claim(tx, row, identities));
        create(row, state, buyer, identities);
    }

    private void claim(Tx tx, ProcessRow row, List<String> identities) {
        for (String identity : identities) {
            var held = tx.customer(account, identity);
            if (held.isPresent() && !row.key.equals(held.get().creating())) {
                throw new Flow.LostRace();
            }
            if (held.isEmpty() && !tx.insert(new CustomerRow(account, identity, row.key, null, null, null))) {
                throw new Flow.LostRace();
            }
        }
    }

    /** Whoever was held up for long may have lost its claims meanwhile. */
    private void requireClaims(Tx tx, ProcessKey key, List<String> identities) {
        for (String identity : identities) {
            if (tx.customer(account, identity)
                    .filter(held -> key.equals(held.creating()))
                    .isEmpty()) {
                throw new Flow.LostRace();
            }
        }
    }

    private void create(ProcessRow row, InvoiceState state, Party buyer, List<String> identities) {
        var newCustomer = new NewCustomer(buyer, key(row.key));
        var act = new CreateCustomer(
                desk.parts.gateway(), gate, newCustomer, tx -> requireClaims(tx, row.key, identities));
        Effects.Outcome<KnownCustomer> outcome;
        try {
            outcome = desk.effects.perform(row, act);
        } catch (Flow.CallFailed refused) {
            desk.parts.backend().transact(tx -> {
                var effect = tx.effect(row.key, CreateCustomer.NAME);
                if (effect.isPresent() && effect.get().status == EffectRow.Status.NOT_DONE) {
                    // Certainly not created: let the next sale of this customer try.
                    tx.releaseCustomers(account, row.key);
                }
            });
            throw refused;
        }
        if (outcome instanceof Effects.Outcome.Done<KnownCustomer> done) {
            state.customer = done.result();
            state.customerBy = "created";
            state.customerCreated = true;
            state.buyer = buyer;
            row.become(Step.TAX);
            row.clearAttention();
            desk.commitDone(row.own(desk.parts.now()), state, act, done, tx -> {
                remember(tx, identities, done.result());
                desk.note(row, tx, "CUSTOMER_CREATED", "Created in the books as " + label(done.result()));
            });
        } else if (outcome instanceof Effects.Outcome.Wait<KnownCustomer> wait) {
            row.dueAt = wait.until();
            desk.commit(row, state);
        } else if (outcome instanceof Effects.Outcome.Conflict<KnownCustomer> conflict) {
            desk.attention(row, state, "CUSTOMER_AMBIGUOUS", conflict.text());
        }
    }

    private void known(
            ProcessRow row, InvoiceState state, Party buyer, KnownCustomer found, String by, List<String> identities) {
        var problem = problem(buyer, found);
        if (problem != null) {
            desk.attention(row, state, problem[0], problem[1]);
            return;
        }
        KnownCustomer customer = found;
        if (found.state() == KnownCustomer.State.PROSPECT) {
            gate.grantNow(1, Lanes.PRIORITY_SALE);
            customer = gate.call(() -> desk.parts.gateway().customers().activate(found));
        }
        state.customer = customer;
        state.customerBy = by;
        state.buyer = buyer;
        row.become(Step.TAX);
        row.clearAttention();
        var settled = customer;
        desk.commit(row.own(desk.parts.now()), state, tx -> {
            remember(tx, identities, settled);
            desk.note(row, tx, "CUSTOMER_FOUND", "Customer " + label(settled) + " found by " + by);
            if (buyer.email() != null
                    && settled.email() != null
                    && !buyer.email().equalsIgnoreCase(settled.email())) {
                desk.note(
                        row,
                        tx,
                        "EMAIL_DIFFERS",
                        "The books have another e-mail address than the source; the books' is used.");
            }
        });
    }

    /** Why this customer can't be invoiced as it stands: code and sentence. */
    private @Nullable String[] problem(Party buyer, KnownCustomer customer) {
        var label = label(customer);
        if (customer.state() == KnownCustomer.State.BLOCKED) {
            return new String[] {
                "CUSTOMER_BLOCKED", "Customer " + label + " is blocked in the books: unblock it there, then retry."
            };
        }
        if (customer.state() == KnownCustomer.State.ENDED) {
            return new String[] {
                "CUSTOMER_ENDED", "Customer " + label + " has ended in the books: reopen it there, then retry."
            };
        }
        if (desk.parts.delivery().issues() && customer.email() == null) {
            return new String[] {"NO_RECIPIENT", noRecipient(label)};
        }
        return booksDiffer(buyer, customer, label);
    }

    private static @Nullable String[] booksDiffer(Party buyer, KnownCustomer customer, String label) {
        if (buyer.kvkNumber() != null
                && customer.kvkNumber() != null
                && !buyer.kvkNumber().equals(customer.kvkNumber())) {
            return differs(
                    label,
                    "KvK number",
                    customer.kvkNumber().value(),
                    buyer.kvkNumber().value());
        }
        if (buyer.vatNumber() != null
                && customer.vatNumber() != null
                && !buyer.vatNumber().equals(customer.vatNumber())) {
            return differs(
                    label,
                    "VAT id",
                    customer.vatNumber().value(),
                    buyer.vatNumber().value());
        }
        var country = buyer.address().country();
        if (customer.country() == null) {
            // The books say nothing, so they don't disagree: the source's country counts, if it has one.
            return country != null
                    ? null
                    : new String[] {
                        "COUNTRY_UNKNOWN",
                        "Customer " + label + " has no country in the books: fill it in there, then retry."
                    };
        }
        if (country != null && !country.equals(customer.country())) {
            return differs(label, "country", customer.country().value(), country.value());
        }
        boolean abroad = !customer.country().equals(CountryCode.NL);
        if (abroad && customer.vatNumber() == null && buyer.vatNumber() != null) {
            return new String[] {
                "BOOKS_DIFFER",
                "Customer " + label + " has no VAT id in the books but the source says " + buyer.vatNumber()
                        + ": fill it in there, then retry."
            };
        }
        return null;
    }

    private static String[] differs(String label, String what, String books, String source) {
        return new String[] {
            "BOOKS_DIFFER",
            "Customer " + label + " has " + what + " " + books + " in the books but the source says " + source
                    + ": correct the wrong one, then retry."
        };
    }

    private void remember(Tx tx, List<String> identities, KnownCustomer customer) {
        var facts = StateJson.write(customer);
        identities.forEach(identity ->
                tx.put(new CustomerRow(account, identity, null, customer.id().value(), facts, tx.now())));
    }

    /** Fixed for the process, so that a repeated creation can't make a second customer. */
    static String key(ProcessKey process) {
        long hash = Long.parseUnsignedLong(process.id(), 16);
        return Long.toString(10_000_000_000_000L + Long.remainderUnsigned(hash, 90_000_000_000_000L));
    }

    static String label(KnownCustomer customer) {
        return customer.code() == null
                ? customer.name()
                : customer.name() + " [" + customer.code().trim() + "]";
    }

    private static String noRecipient(String name) {
        return "There is no e-mail address to send the invoice of " + name
                + " to: fill it in in the books (or the mapped property at the source), then retry.";
    }

    private static String countryUnknown(Party buyer) {
        var text = buyer.address().countryText();
        return (text == null
                        ? "The country of " + buyer.name() + " is empty"
                        : "The country '" + text + "' of " + buyer.name() + " is not recognised")
                + ": fill in a country at the source.";
    }
}
