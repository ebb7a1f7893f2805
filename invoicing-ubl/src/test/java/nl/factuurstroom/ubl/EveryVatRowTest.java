package nl.factuurstroom.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.Iban;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.tax.InstalmentPlan;
import nl.factuurstroom.tax.Instalments;
import nl.factuurstroom.tax.TaxResult;
import nl.factuurstroom.tax.VatGroup;
import nl.factuurstroom.tax.whatif.AccountantCases;
import nl.factuurstroom.tax.whatif.AccountantCases.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryVatRowTest {

    private static final LocalDate DATE = LocalDate.of(2026, 11, 24);

    static Stream<Case> issued() throws IOException {
        return AccountantCases.issued().stream()
                .filter(one -> !one.sale().facts().selfBilled());
    }

    /** The first of each row and set of categories. */
    static Stream<Case> onePerRow() throws IOException {
        var kinds = new LinkedHashMap<String, Case>();
        issued().filter(one -> one.tax().net().signum() > 0
                        && one.tax().details().documents().isEmpty())
                .forEach(one -> kinds.putIfAbsent(
                        one.row()
                                + one.tax().groups().stream()
                                        .map(VatGroup::category)
                                        .distinct()
                                        .toList(),
                        one));
        return kinds.values().stream();
    }

    @ParameterizedTest
    @MethodSource("issued")
    void isValidByTheOfficialRules(Case one) {
        var documents = one.tax().details().documents().isEmpty()
                ? List.of(one.tax())
                : one.tax().details().documents();

        for (TaxResult document : documents) {
            var invoice = invoice(one, document);
            assertThat(OfficialRules.errors(Ubl.peppolBis().write(invoice))).isEmpty();
            if (!isDutchPerson(invoice.buyer())) {
                assertThat(OfficialRules.errors(Ubl.nlcius().write(invoice))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("onePerRow")
    void itsCreditNoteIsValidToo(Case one) {
        var tax = one.tax().mirrored();

        var creditNote = Ubl.peppolBis().write(invoice(one, tax));

        assertThat(OfficialRules.errors(creditNote)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("onePerRow")
    void itsInstalmentsAreValidToo(Case one) {
        var plan = InstalmentPlan.advance(
                new Money(
                                one.tax().net().amount().movePointLeft(1),
                                one.tax().net().currency())
                        .rounded(),
                DATE,
                DATE);

        for (Instalments.Invoice part : Instalments.split(one.tax(), plan)) {
            var xml = Ubl.peppolBis().write(invoice(one, part.result()));

            assertThat(OfficialRules.errors(xml)).isEmpty();
        }
    }

    /** NLCIUS knows only companies and authorities there. */
    private static boolean isDutchPerson(Party buyer) {
        return !buyer.isCompany() && CountryCode.NL.equals(buyer.address().country());
    }

    static UblInvoice invoice(Case one, TaxResult tax) {
        var invoice = UblInvoice.of(one.sale(), supplier(one.supplier()), tax)
                .buyer(buyer(one.sale().buyer()))
                .issuedAs("2026-0042", DATE)
                .dueDate(LocalDate.of(2026, 12, 24))
                .buyerReference("inkoop");
        if (tax.gross().signum() < 0 || (tax.gross().isZero() && tax != one.tax())) {
            invoice.credits("2026-0007", LocalDate.of(2026, 10, 1));
        }
        return invoice.buyerEndpoint("9930", "DE136695976").build();
    }

    private static Supplier supplier(Supplier supplier) {
        return new Supplier(
                supplier.name(),
                supplier.vatNumber(),
                KvkNumber.of("68750110"),
                full(supplier.address()),
                supplier.iban() == null ? Iban.of("NL91ABNA0417164300") : supplier.iban(),
                supplier.gAccount(),
                supplier.vatScheme());
    }

    private static Party buyer(Party buyer) {
        boolean dutchCompany =
                buyer.isCompany() && CountryCode.NL.equals(buyer.address().country());
        return buyer.toBuilder()
                .address(full(buyer.address()))
                .kvkNumber(dutchCompany ? KvkNumber.of("33012345") : null)
                .build();
    }

    private static Address full(Address address) {
        return new Address(
                address.street() == null ? "Dorpsstraat 1" : address.street(),
                address.postalCode() == null ? "1234 AB" : address.postalCode(),
                address.city() == null ? "Utrecht" : address.city(),
                address.country(),
                address.countryText());
    }
}
