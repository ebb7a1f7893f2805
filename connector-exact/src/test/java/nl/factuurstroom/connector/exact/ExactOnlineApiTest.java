package nl.factuurstroom.connector.exact;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static nl.factuurstroom.connector.exact.WithExactSimulator.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Invoice;
import nl.factuurstroom.connector.exact.ExactOnlineJson.Print;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.OutcomeUnknownException;
import nl.factuurstroom.error.TransientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths, headers and the shapes of answers, with payloads as recorded. */
final class ExactOnlineApiTest {

    private static final String INVOICES = "/api/v1/1234567/salesinvoice/SalesInvoices";

    private final WireMockServer vendor = new WireMockServer(wireMockConfig().dynamicPort());
    private ExactOnlineApi api;

    @BeforeEach
    void start() {
        vendor.start();
        api = api(1234567);
    }

    @AfterEach
    void stop() {
        vendor.stop();
    }

    private ExactOnlineApi api(int division) {
        var settings = ExactOnlineSettings.builder()
                .baseUri(URI.create(vendor.baseUrl()))
                .division(division)
                .accessToken("a-token")
                .build();
        return new ExactOnlineApi(settings, new AccountConnection());
    }

    @Test
    void listsAreReadWhetherInResultsOrABareArray() {
        vendor.stubFor(get(urlPathEqualTo(INVOICES))
                .willReturn(okJson(resource("sales_invoices.find-by-yourref-two-hits.response.json"))));
        vendor.stubFor(get(urlPathEqualTo("/api/v1/1234567/vat/VATCodes"))
                .willReturn(okJson(resource("vat-codes.response.json"))));
        vendor.stubFor(get(urlPathEqualTo("/api/v1/1234567/financial/Journals"))
                .willReturn(okJson(resource("list-empty.bare-array.response.json"))));

        assertThat(api.invoices("YourRef eq 'K-1042'"))
                .extracting(Invoice::invoiceNumber)
                .containsExactly(26700041L, null);
        assertThat(api.vatCodes()).hasSize(8);
        assertThat(api.journals()).isEmpty();
    }

    @Test
    void filterAndSelectAreSentWithTokenAndAccept() {
        vendor.stubFor(get(anyUrl()).willReturn(okJson("{\"d\":[]}")));

        api.accounts("Name eq '''t Hoekje & Zn.'");

        vendor.verify(getRequestedFor(urlPathEqualTo("/api/v1/1234567/crm/Accounts"))
                .withQueryParam("$filter", equalTo("Name eq '''t Hoekje & Zn.'"))
                .withQueryParam("$select", equalTo(ExactOnlineJson.Account.SELECT))
                .withHeader("Authorization", equalTo("Bearer a-token"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void nextPagesAreFollowedAsTheyAre() {
        var next = vendor.baseUrl() + INVOICES + "?$filter=x&$skiptoken=guid'00000048-0000-4000-8000-000000000000'";
        vendor.stubFor(get(urlPathEqualTo(INVOICES)).willReturn(okJson(page("1", next))));
        vendor.stubFor(get(urlPathEqualTo(INVOICES))
                .withQueryParam("$skiptoken", equalTo("guid'00000048-0000-4000-8000-000000000000'"))
                .willReturn(okJson(page("2", null))));

        assertThat(api.invoices("x")).extracting(Invoice::invoiceId).containsExactly("1", "2");
    }

    @Test
    void aNextPageOnAnotherHostIsAskedOfOurs() {
        var elsewhere = "https://elsewhere.example" + INVOICES + "?$skiptoken=2";
        vendor.stubFor(get(urlPathEqualTo(INVOICES)).willReturn(okJson(page("1", elsewhere))));
        vendor.stubFor(get(urlPathEqualTo(INVOICES))
                .withQueryParam("$skiptoken", equalTo("2"))
                .willReturn(okJson(page("2", null))));

        assertThat(api.invoices("x")).extracting(Invoice::invoiceId).containsExactly("1", "2");
    }

    @Test
    void writesAskForTheWholeAnswer() {
        vendor.stubFor(post(urlPathEqualTo("/api/v1/1234567/salesinvoice/PrintedSalesInvoices"))
                .willReturn(aResponse()
                        .withStatus(201)
                        .withBody(resource("printed_sales_invoice.mail-failed.response.json"))));

        var printed = api.print(new Print("7b282ae4-d920-46b0-87fd-3da21b818780", LocalDate.of(2026, 11, 24), true));

        assertThat(printed.emailCreationError()).isEqualTo("Verplicht: E-mailadres");
        vendor.verify(postRequestedFor(anyUrl())
                .withHeader("Prefer", equalTo("return=representation"))
                .withRequestBody(equalTo("{\"InvoiceID\":\"7b282ae4-d920-46b0-87fd-3da21b818780\","
                        + "\"InvoiceDate\":\"2026-11-24\",\"SendEmailToCustomer\":true}")));
    }

    @Test
    void amountsAreReadExactly() {
        vendor.stubFor(get(anyUrl()).willReturn(okJson(resource("sales_invoice.create.response.json"))));

        var invoice = api.invoice("7b282ae4-d920-46b0-87fd-3da21b818780");

        assertThat(invoice.amountFc()).isEqualByComparingTo(new BigDecimal("1754.5"));
        assertThat(ExactOnlineJson.day(invoice.invoiceDate())).isEqualTo(LocalDate.of(2026, 11, 24));
    }

    @Test
    void anUnreadableAnswerToAWriteIsUnknownAndToAReadTransient() {
        vendor.stubFor(any(anyUrl()).willReturn(okJson("{\"d\":5}")));

        assertThatThrownBy(() -> api.print(new Print("1", LocalDate.of(2026, 11, 24), true)))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> api.invoice("1")).isInstanceOf(TransientException.class);
        assertThatThrownBy(() -> api.invoices("x")).isInstanceOf(TransientException.class);
    }

    @Test
    void withoutADivisionNothingIsAsked() {
        assertThatThrownBy(() -> api(0).journals())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("exact.division");
        vendor.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void divisionsAreSeenFromTheCurrentOne() {
        vendor.stubFor(
                get(urlPathEqualTo("/api/v1/current/Me")).willReturn(okJson(resource("current-me.response.json"))));
        vendor.stubFor(get(urlPathEqualTo("/api/v1/1234567/system/Divisions"))
                .willReturn(okJson(resource("divisions.response.json"))));

        var divisions = api(0).divisions(api.currentDivision());

        assertThat(divisions)
                .extracting(ExactOnlineJson.Division::code, ExactOnlineJson.Division::active)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1234567, true),
                        org.assertj.core.groups.Tuple.tuple(1234568, false));
    }

    private static String page(String id, String next) {
        return "{\"d\":{\"results\":[{\"InvoiceID\":\"" + id + "\"}]"
                + (next == null ? "" : ",\"__next\":\"" + next + "\"") + "}}";
    }
}
