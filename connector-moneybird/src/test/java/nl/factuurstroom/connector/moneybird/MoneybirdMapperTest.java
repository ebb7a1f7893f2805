package nl.factuurstroom.connector.moneybird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import nl.factuurstroom.accounting.BookedInvoice;
import nl.factuurstroom.accounting.IssuedInvoice.Sending;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Contact;
import nl.factuurstroom.connector.moneybird.MoneybirdJson.Invoice;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.customer.KnownCustomer;
import nl.factuurstroom.customer.NewCustomer;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.VatNumber;
import org.junit.jupiter.api.Test;

class MoneybirdMapperTest {

    private static <T> T example(String name, Class<T> type) throws IOException {
        return Json.mapper().readValue(MoneybirdMapperTest.class.getResourceAsStream(name), type);
    }

    private static Contact contact(String json) throws IOException {
        return Json.mapper().readValue(json, Contact.class);
    }

    @Test
    void readsAContactOfTheVendorsExample() throws IOException {
        var customer = MoneybirdMapper.customer(example("contact.create.response.json", Contact.class));

        assertThat(customer.id().value()).isEqualTo("496081410950432183");
        assertThat(customer.code()).isEqualTo("3");
        assertThat(customer.name()).isEqualTo("Test B.V.");
        assertThat(customer.country()).isEqualTo(CountryCode.NL);
        assertThat(customer.kvkNumber()).isNull();
        assertThat(customer.email()).isNull();
        assertThat(customer.state()).isEqualTo(KnownCustomer.State.ACTIVE);
    }

    @Test
    void readsNumbersAsPeopleTypeThem() throws IOException {
        var customer = MoneybirdMapper.customer(contact("{\"id\":1,\"company_name\":\" Smit \",\"chamber_of_commerce\":"
                + "\"34 56 78 90\",\"tax_number\":\"nl 1234.56.782.B90\",\"send_invoices_to_email\":"
                + "\"a@smit.example , b@smit.example\",\"country\":\"be\",\"archived\":true}"));

        assertThat(customer.kvkNumber()).isEqualTo(KvkNumber.of("34567890"));
        assertThat(customer.vatNumber()).isEqualTo(VatNumber.strict("NL123456782B90"));
        assertThat(customer.email()).isEqualTo("a@smit.example");
        assertThat(customer.state()).isEqualTo(KnownCustomer.State.ENDED);
        assertThat(customer.name()).isEqualTo("Smit");
    }

    @Test
    void aPersonsNameIsFirstAndLastName() throws IOException {
        var customer =
                MoneybirdMapper.customer(contact("{\"id\":\"1\",\"firstname\":\"Jan\",\"lastname\":\"de Wit\"}"));

        assertThat(customer.name()).isEqualTo("Jan de Wit");
        assertThat(customer.country()).isNull();
    }

    @Test
    void writesACompanyWithAllItsFacts() {
        var party = Party.builder(Party.Kind.COMPANY, "Jansen B.V.")
                .address(Address.of("Dorpsstraat 12", "3811 AB", "Amersfoort", CountryCode.NL))
                .kvkNumber(KvkNumber.of("68750110"))
                .vatNumber(VatNumber.strict("NL123456782B90"))
                .email("administratie@jansen.example")
                .contactName("P. Jansen")
                .build();

        var contact = MoneybirdMapper.contact(new NewCustomer(party, "4711"));

        assertThat(contact.companyName()).isEqualTo("Jansen B.V.");
        assertThat(contact.lastname()).isNull();
        assertThat(contact.customerId()).isEqualTo("900000000004711");
        assertThat(contact.taxNumber()).isEqualTo("NL123456782B90");
        assertThat(contact.chamberOfCommerce()).isEqualTo("68750110");
        assertThat(contact.sendInvoicesToEmail()).isEqualTo("administratie@jansen.example");
        assertThat(contact.sendInvoicesToAttention()).isEqualTo("P. Jansen");
        assertThat(contact.deliveryMethod()).isEqualTo("Email");
    }

    @Test
    void writesAPersonWithFirstAndLastName() {
        var jan = MoneybirdMapper.contact(new NewCustomer(
                Party.builder(Party.Kind.PRIVATE_PERSON, "Jan de Wit").build(), "1"));
        var cher = MoneybirdMapper.contact(
                new NewCustomer(Party.builder(Party.Kind.PRIVATE_PERSON, "Cher").build(), "2"));

        assertThat(jan.firstname()).isEqualTo("Jan de");
        assertThat(jan.lastname()).isEqualTo("Wit");
        assertThat(jan.companyName()).isNull();
        assertThat(cher.firstname()).isEmpty();
        assertThat(cher.lastname()).isEqualTo("Cher");
    }

    @Test
    void theLongestKeyStillGivesANumber() {
        var party = Party.builder(Party.Kind.COMPANY, "Jansen").build();

        assertThat(MoneybirdMapper.customerId(new NewCustomer(party, "12345678901234")))
                .isEqualTo("912345678901234");
    }

    @Test
    void readsADraftOfTheVendorsExample() throws IOException {
        var invoice = MoneybirdMapper.invoice(
                example("sales_invoice.create.foreign-currency-0vat.response.json", Invoice.class));

        assertThat(invoice.state()).isEqualTo(BookedInvoice.State.DRAFT);
        assertThat(invoice.total()).isEqualTo(Money.of("159.99", "USD"));
        assertThat(invoice.number()).isNull();
        assertThat(invoice.reference()).isEqualTo("30052");
    }

    @Test
    void readsASentInvoiceOfTheVendorsExample() throws IOException {
        var issued = MoneybirdMapper.issued(example("sales_invoice.credit-settled.response.json", Invoice.class));

        assertThat(issued.invoice().state()).isEqualTo(BookedInvoice.State.FINAL);
        assertThat(issued.invoice().number()).isEqualTo("2026-0002");
        assertThat(issued.sending()).isInstanceOf(Sending.Sent.class);
    }

    @Test
    void aFinalInvoiceWithoutTraceOfSendingIsUnknown() throws IOException {
        var invoice = Json.mapper()
                .readValue(
                        "{\"id\":1,\"contact_id\":2,\"state\":\"open\",\"currency\":\"EUR\",\"invoice_id\":\"2026-1\"}",
                        Invoice.class);

        assertThat(MoneybirdMapper.issued(invoice).sending()).isInstanceOf(Sending.Unknown.class);
    }

    @Test
    void anAnswerWithoutIdProvesNothing() throws IOException {
        var nothing = Json.mapper().readValue("{}", Invoice.class);

        assertThatThrownBy(() -> MoneybirdMapper.invoice(nothing)).isInstanceOf(OutcomeUnknownException.class);
    }
}
