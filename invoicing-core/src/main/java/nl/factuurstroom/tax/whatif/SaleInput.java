package nl.factuurstroom.tax.whatif;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.GAccountTerms;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleFacts;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.sale.Transport;
import nl.factuurstroom.tax.DutchVat;
import nl.factuurstroom.tax.ExchangeRate;
import nl.factuurstroom.tax.InstalmentPlan;
import nl.factuurstroom.tax.InstalmentPlan.Instalment;
import nl.factuurstroom.tax.OssTurnover;
import nl.factuurstroom.tax.SmallBusinessTurnover;
import nl.factuurstroom.tax.TaxEvidence;
import nl.factuurstroom.tax.TaxFacts;
import nl.factuurstroom.tax.TaxQuestion;

/** Reads one sale with all that is asked about it. */
final class SaleInput {

    /**
     * What is asked.
     *
     * @param plan instalments, or null
     * @param credit set when the credit note of this sale is asked for
     * @param invoiceNumber set when payment references are asked for
     */
    record Asked(
            String id,
            TaxQuestion question,
            TaxEvidence evidence,
            DutchVat calculator,
            @Nullable InstalmentPlan plan,
            @Nullable Credit credit,
            @Nullable String invoiceNumber) {}

    /**
     * @param quantities what comes back by index of the invoice's lines; empty for all
     */
    record Credit(String number, LocalDate date, Map<Integer, BigDecimal> quantities) {}

    private SaleInput() {}

    /** Null when there are problems. */
    static @Nullable Asked read(In in, int number, List<In.Problem> problems) {
        int before = problems.size();
        var id = in.text("id", "sale-" + number);
        in.has("comment");
        var supplierIn = in.object("supplier");
        var supplier = PartyInput.supplier(supplierIn);
        var buyerIn = in.object("buyer");
        if (!buyerIn.isThere()) {
            in.missing("buyer");
        }
        // A stand-in when it is missing, so that all other fields are read and their mistakes found too.
        var buyer = buyerIn.isThere()
                ? PartyInput.buyer(buyerIn)
                : Party.builder(Party.Kind.COMPANY, "Buyer").build();
        var supplied = in.date("supplyDate");
        var ordered = in.date("orderDate");
        var invoiced = in.date("invoiceDate");
        if (supplied == null && !in.has("supplyDate")) {
            in.missing("supplyDate");
        }
        var taxDate = supplied == null ? LocalDate.EPOCH : supplied;
        var invoiceDate = invoiced == null ? taxDate : invoiced;
        var currency = currency(in);
        var lines = lines(in, currency);
        var sale = sale(in, id, buyer, lines, currency, taxDate, ordered);
        var evidence = PartyInput.evidence(buyerIn, buyer, invoiceDate);
        var facts = facts(in, currency);
        var calculator = SettingsInput.calculator(in, supplierIn);
        var plan = plan(in, currency, invoiceDate);
        var credit = credit(in);
        var invoiceNumber = in.text("invoiceNumber");
        supplierIn.refuseUnknown();
        buyerIn.refuseUnknown();
        in.refuseUnknown();
        if (problems.size() > before || sale == null || calculator == null) {
            return null;
        }
        return new Asked(
                id,
                new TaxQuestion(sale, sale.buyer(), supplier, taxDate, invoiceDate, facts),
                evidence,
                calculator,
                plan,
                credit,
                invoiceNumber);
    }

    private static Currency currency(In in) {
        var text = in.text("currency", "EUR");
        var currency = in.make("currency", () -> {
            try {
                return Currency.getInstance(text.toUpperCase(java.util.Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + text + "' is not an ISO 4217 currency (EUR)", e);
            }
        });
        return currency == null ? Currency.getInstance("EUR") : currency;
    }

    /**
     * @param includeVat said of the sale, or of each line: a sale is priced wholly with or wholly without VAT
     */
    private record Lines(List<SaleLine> lines, boolean includeVat) {}

    private static Lines lines(In in, Currency currency) {
        boolean ofSale = in.bool("pricesIncludeVat", false);
        Boolean includeVat = null;
        var lines = new ArrayList<SaleLine>();
        if (!in.has("lines")) {
            in.missing("lines");
        }
        int number = 1;
        for (In lineIn : in.objects("lines")) {
            boolean including = lineIn.bool("includesVat", ofSale);
            if (includeVat != null && includeVat != including) {
                lineIn.complain(
                        "includesVat",
                        "differs from the lines before: the prices of a sale are all with or all without VAT");
            }
            includeVat = including;
            var line = LineInput.line(lineIn, currency, number++);
            if (line != null) {
                lines.add(line);
            }
        }
        return new Lines(lines, includeVat == null ? ofSale : includeVat);
    }

    private static @Nullable Sale sale(
            In in,
            String id,
            Party buyer,
            Lines lines,
            Currency currency,
            LocalDate taxDate,
            @Nullable LocalDate ordered) {
        var reference = id.replaceAll("[^A-Za-z0-9_-]", "-");
        var won = (ordered == null ? taxDate : ordered)
                .atTime(LocalTime.NOON)
                .atZone(In.ZONE)
                .toInstant();
        var stated = in.raw("shipTo");
        boolean onlyCountry = stated != null && stated.isTextual();
        var shipTo = onlyCountry ? in : in.object("shipTo");
        var country = shipTo.text(onlyCountry ? "shipTo" : "country");
        var postcode = onlyCountry ? null : shipTo.text("postcode");
        if (!onlyCountry) {
            shipTo.refuseUnknown();
        }
        var known = country == null ? null : CountryCode.fromText(country).orElse(null);
        var facts = SaleFacts.builder()
                .shipToText(country != null && known == null ? country : null)
                .shipFrom(PartyInput.country(in, "shipFrom"))
                .transport(in.choice("transport", Transport.class, Words.TRANSPORTS))
                .selfBilled(in.bool("selfBilled", false))
                .gAccount(gAccount(in.object("gAccount"), currency))
                .build();
        var discount = LineInput.discount(in, "discount", currency);
        return in.make(
                "",
                () -> Sale.builder(new SaleRef(
                                "what-if", "local", id.replace('|', '-').replaceAll("\\p{Cntrl}", " ")))
                        .reference(reference.substring(0, Math.min(30, reference.length())))
                        .buyer(buyer)
                        .lines(lines.lines())
                        .currency(currency)
                        .pricesIncludeVat(lines.includeVat())
                        .wonAt(won)
                        .supplyDate(taxDate)
                        .shipTo(known == null ? null : new Destination(known, postcode))
                        .discount(discount)
                        .facts(facts)
                        .build());
    }

    private static @Nullable GAccountTerms gAccount(In in, Currency currency) {
        if (!in.isThere()) {
            return null;
        }
        var basis = in.choice("basis", GAccountTerms.Basis.class, Map.of("WAGE", GAccountTerms.Basis.WAGE_PART));
        var percent = LineInput.percentage(in, "percent");
        var wage = in.decimal("wagePart");
        var from = in.date("from");
        var to = in.date("to");
        var contract = in.text("contract");
        var period = LineInput.period(in, "period");
        var work = in.text("work");
        in.refuseUnknown();
        if (basis == null || percent == null) {
            in.complain("", "needs basis and percent");
            return null;
        }
        return in.make(
                "",
                () -> new GAccountTerms(
                        basis,
                        percent,
                        wage == null ? null : Money.of(wage, currency),
                        from,
                        to,
                        contract,
                        period,
                        work));
    }

    private static TaxFacts facts(In in, Currency currency) {
        var oss = in.object("oss");
        var kor = in.object("kor");
        var ossTurnover = oss.has("turnoverThisYear") || oss.has("turnoverLastYear")
                ? new OssTurnover(oss.decimal("turnoverThisYear"), oss.decimal("turnoverLastYear"))
                : null;
        var korTurnover = kor.has("turnoverThisYear") || kor.has("turnoverLastYear")
                ? new SmallBusinessTurnover(kor.decimal("turnoverThisYear"), kor.decimal("turnoverLastYear"))
                : null;
        kor.refuseUnknown();
        return new TaxFacts(released(in), ossTurnover, korTurnover, exchangeRate(in.object("exchangeRate"), currency));
    }

    /** True releases all that can be released. */
    private static Set<String> released(In in) {
        var raw = in.raw("released");
        if (raw != null && raw.isBoolean()) {
            return raw.asBoolean() ? Words.RELEASABLE : Set.of();
        }
        var codes = new LinkedHashSet<String>();
        for (String code : in.texts("released")) {
            if (Words.RELEASABLE.contains(code)) {
                codes.add(code);
            } else {
                in.complain(
                        "released",
                        "'" + code + "' can't be released (these can: "
                                + String.join(", ", new TreeSet<>(Words.RELEASABLE)) + ")");
            }
        }
        return codes;
    }

    private static @Nullable ExchangeRate exchangeRate(In in, Currency currency) {
        if (!in.isThere()) {
            return null;
        }
        var perEuro = in.decimal("perEuro");
        var date = in.date("date");
        var source = in.text("source", "ECB");
        in.refuseUnknown();
        if (perEuro == null || date == null) {
            in.complain("", "needs perEuro and date");
            return null;
        }
        return in.make("perEuro", () -> new ExchangeRate(currency, perEuro, date, source));
    }

    private static @Nullable InstalmentPlan plan(In in, Currency currency, LocalDate otherwise) {
        var instalments = new ArrayList<Instalment>();
        var all = in.objects("instalments");
        for (In instalmentIn : all) {
            var label = instalmentIn.text("label", "Termijn " + (instalments.size() + 1) + " van " + all.size());
            var share = LineInput.percentage(instalmentIn, "percent");
            var net = instalmentIn.decimal("net");
            var date = instalmentIn.date("date");
            instalmentIn.refuseUnknown();
            var instalment = instalmentIn.make(
                    "",
                    () -> new Instalment(
                            label,
                            share,
                            net == null ? null : Money.of(net, currency),
                            date == null ? otherwise : date));
            if (instalment != null) {
                instalments.add(instalment);
            }
        }
        boolean showsAll = in.bool("lastInstalmentShowsAll", false);
        return instalments.isEmpty() ? null : in.make("instalments", () -> new InstalmentPlan(instalments, showsAll));
    }

    private static @Nullable Credit credit(In parent) {
        var in = parent.object("creditNoteFor");
        if (!in.isThere()) {
            return null;
        }
        var number = in.text("number", "");
        var date = in.date("date");
        var quantities = new LinkedHashMap<Integer, BigDecimal>();
        for (In line : in.objects("lines")) {
            var index = line.decimal("line");
            var quantity = line.decimal("quantity");
            line.refuseUnknown();
            if (index == null || quantity == null) {
                line.complain("", "needs line (from 1) and quantity");
            } else if (index.signum() <= 0
                    || index.stripTrailingZeros().scale() > 0
                    || index.precision() - index.scale() > 6) {
                line.complain("line", "must be a whole number from 1, in the order of the invoice");
            } else if (quantities.put(index.intValue() - 1, quantity) != null) {
                line.complain("line", "is there twice");
            }
        }
        in.refuseUnknown();
        if (number.isEmpty() || date == null) {
            in.complain("", "needs number and date of the invoice that is credited");
            return null;
        }
        return new Credit(number, date, quantities);
    }
}
