package nl.factuurstroom.tax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.Destination;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.discount.Discounted;

/** One question on its way to its answer: the facts, and what was found so far. Used by one thread, once. */
final class VatCase {

    /** Every line asks for them, and the JDK looks long. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private final TaxQuestion question;
    private final TaxEvidence evidence;
    private final VatSettings settings;
    private final Findings findings;
    private final Set<VatNumber> asked = new LinkedHashSet<>();
    private final Set<VatNumber> used = new LinkedHashSet<>();
    private final Discounted discounted;
    private final @Nullable Territory buyerPlace;
    private final @Nullable Territory shipTo;

    private List<WorkLine> lines = List.of();

    VatCase(TaxQuestion question, TaxEvidence evidence, VatSettings settings) {
        this.question = question;
        this.evidence = evidence;
        this.settings = settings;
        this.findings = new Findings(question.facts().released());
        this.discounted = settings.discounts().apply(question.sale());
        var address = question.buyer().address();
        var country = address.country();
        this.buyerPlace = country == null
                ? null
                : settings.rates().territories().find(country, address.postalCode(), question.taxDate());
        var destination = question.sale().shipTo();
        this.shipTo = destination == null
                ? null
                : settings.rates()
                        .territories()
                        .find(destination.country(), postcode(destination, address), question.taxDate());
    }

    /** A stated country without postcode is the buyer's own address when that is there. */
    private static @Nullable String postcode(Destination destination, Address buyer) {
        return destination.postalCode() == null && destination.country().equals(buyer.country())
                ? buyer.postalCode()
                : destination.postalCode();
    }

    void linesAre(List<WorkLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /** All lines of the sale, made ready; for thresholds. */
    List<WorkLine> lines() {
        return lines;
    }

    TaxQuestion question() {
        return question;
    }

    Sale sale() {
        return question.sale();
    }

    Party buyer() {
        return question.buyer();
    }

    Supplier supplier() {
        return question.supplier();
    }

    TaxEvidence evidence() {
        return evidence;
    }

    VatSettings settings() {
        return settings;
    }

    VatRates rates() {
        return settings.rates();
    }

    VatRules rules() {
        return settings.rules();
    }

    Findings findings() {
        return findings;
    }

    /** Where the buyer is; null when unknown. */
    @Nullable
    Territory buyerPlace() {
        return buyerPlace;
    }

    boolean buyerIsDutch() {
        return buyerPlace != null && buyerPlace.isDutch();
    }

    /** Where goods go by the sale's own statement; null when it has none. */
    @Nullable
    Territory shipTo() {
        return shipTo;
    }

    boolean isSmallBusiness() {
        return supplier().vatScheme() == Supplier.VatScheme.SMALL_BUSINESS;
    }

    /** The sale's lines after the tables of tiered discounts. */
    Discounted discounted() {
        return discounted;
    }

    /** Numbers that must be checked. */
    Set<VatNumber> asked() {
        return asked;
    }

    /** Numbers on which the decision rests, checked or not. */
    Set<VatNumber> used() {
        return used;
    }

    /** For messages: {@code sale HS-987 (hubspot 987)}, {@code sale 987 (hubspot)}. */
    String where() {
        var id = sale().ref().id();
        var inSource = id.equals(sale().reference()) ? "" : " " + id;
        return "sale " + sale().reference() + " (" + sale().ref().source() + inSource + ")";
    }

    /** For messages: {@code company 'Dupont SA'}. */
    String buyerName() {
        return (buyer().isCompany() ? "company '" : "private person '") + buyer().name() + "'";
    }

    /**
     * An amount without VAT in EUR, for thresholds; Dutch VAT is taken out of prices that include it. Empty when there is no
     * rate of exchange.
     */
    Optional<BigDecimal> netInEuro(WorkLine line) {
        var amount = line.amount().amount();
        if (sale().pricesIncludeVat()) {
            var rateClass = line.line().rateClass();
            var rate = rates().dutch(rateClass == null ? RateClass.STANDARD : rateClass, line.date());
            if (rate.isPresent()) {
                amount = amount.divide(BigDecimal.ONE.add(rate.get().fraction()), MathContext.DECIMAL64);
            }
        }
        return Currencies.toEuro(this, new Money(amount, sale().currency()));
    }

    static String nameOf(CountryCode country) {
        return NAMES.computeIfAbsent(country.value(), VatCase::englishName);
    }

    private static String englishName(String country) {
        var name = new Locale.Builder().setRegion(country).build().getDisplayCountry(Locale.ENGLISH);
        return name.isBlank() ? country : name;
    }
}
