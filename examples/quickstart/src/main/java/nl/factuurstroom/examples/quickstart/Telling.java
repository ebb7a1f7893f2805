package nl.factuurstroom.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.Preview;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.testkit.simulator.ExactInvoice;

/** Tells what happened: from the pipeline's journal, and from what the vendors have now. */
final class Telling {

    private final Page page;
    private final Vendors vendors;
    private final InvoicingPipeline pipeline;

    Telling(Page page, Vendors vendors, InvoicingPipeline pipeline) {
        this.page = page;
        this.vendors = vendors;
        this.pipeline = pipeline;
    }

    void begin() {
        page.line("");
        page.line(
                "Six deals, from won in HubSpot to paid in Exact Online. HubSpot, Exact, KvK and VIES are simulated in this");
        page.line("JVM and spoken to over HTTP; the pipeline and its store are real. Nothing leaves this machine.");
    }

    void deal(Deal deal, @Nullable Preview preview) {
        page.heading(deal.number() + ". " + deal.title() + "  (deal " + deal.id() + ")");
        journalled(deal, "CUSTOMER_CREATED", "CUSTOMER_FOUND").forEach(text -> page.fact("customer", text));
        journalled(deal, "VAT_CHECK").forEach(text -> page.fact("VIES", text));
        journalled(deal, "VAT_DECIDED").forEach(text -> page.fact("VAT", text));
        reasons(preview).forEach(why -> page.fact("why", why));
        if (deal.waits()) {
            attention(deal).forEach(text -> page.fact("waits", text));
            return;
        }
        var invoice = vendors.exact.invoice(deal.reference());
        page.fact("invoice", journalled(deal, "NUMBERED").get(0) + ", reference " + invoice.reference());
        page.fact("sent", "by e-mail to " + String.join(", ", invoice.mailedTo()));
        page.fact("paid", paid(invoice));
        page.fact("HubSpot", shown(deal));
    }

    void duplicate(int firstAnswer, int secondAnswer, int invoicesBefore) {
        page.heading("5. The webhook of deal 1 comes again, twice");
        page.fact("answered", firstAnswer + " and " + secondAnswer + ": a repeat is no fault of the sender");
        page.fact(
                "changed",
                "nothing: Exact had " + invoicesBefore + " invoices and has "
                        + vendors.exact.invoices().size());
    }

    void summary() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("deal", "customer", "net", "VAT", "total", "invoice", "state"));
        Deal.ALL.forEach(deal -> rows.add(row(deal)));
        page.table(rows);
        var insights = pipeline.insights();
        page.line("");
        page.line("   revenue " + amounts(insights.revenue()) + ", invoiced " + amounts(insights.invoiced())
                + ", outstanding " + amounts(insights.outstanding()) + "; waiting for a person: "
                + pipeline.attention().size());
        page.line("");
    }

    private List<String> row(Deal deal) {
        if (deal.waits()) {
            return List.of(deal.id(), deal.company(), "", "", "", "", "waits for a person");
        }
        var invoice = vendors.exact.invoice(deal.reference());
        return List.of(
                deal.id(),
                deal.company(),
                invoice.net().toPlainString(),
                invoice.vat().toPlainString(),
                invoice.total().toPlainString(),
                String.valueOf(invoice.number()),
                deal.ending().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private List<String> journalled(Deal deal, String... codes) {
        return Journal.texts(pipeline, deal.ref(), codes);
    }

    private static List<String> reasons(@Nullable Preview preview) {
        var tax = preview == null ? null : preview.tax();
        return tax == null
                ? List.of()
                : tax.lines().stream()
                        .map(line -> line.line().description() + ": " + line.why())
                        .toList();
    }

    private List<String> attention(Deal deal) {
        return pipeline.attention().stream()
                .filter(item -> item.sale().endsWith(":" + deal.id()))
                .map(item -> item.code() + ": " + item.text())
                .toList();
    }

    private static String paid(ExactInvoice invoice) {
        var received = invoice.total().subtract(invoice.open());
        return received.signum() == 0
                ? "not yet"
                : "EUR " + received.toPlainString()
                        + (invoice.open().signum() == 0 ? "" : ", open EUR " + invoice.open());
    }

    private String shown(Deal deal) {
        var record = vendors.hubSpot.deal(deal.id());
        return List.of("invoice_number", "invoice_status", "invoice_amount_paid", "invoice_paid_at").stream()
                .flatMap(name -> Optional.ofNullable(record.get(name)).map(value -> name + " = " + value).stream())
                .collect(Collectors.joining(", "));
    }

    private static String amounts(Map<String, Money> byCurrency) {
        return byCurrency.values().stream().map(Money::toString).collect(Collectors.joining(" and "));
    }
}
