package nl.factuurstroom.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.factuurstroom.connector.stripe.Stripe;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.testkit.simulator.MoneybirdSimulator;

/** The second story: a deal of Pipedrive and a payment at Stripe become invoices in Moneybird. */
final class StudioStory implements AutoCloseable {

    private static final long REFUNDED_CENTS = 6050;

    private final Page page;
    private final Receiver receiver = new Receiver();
    private final StudioVendors vendors;
    private final Studio studio;

    StudioStory(PrintStream out, Path folder, Clock clock) {
        page = new Page(out);
        vendors = new StudioVendors(clock, receiver);
        studio = new Studio(vendors, clock, folder);
        receiver.accept("/webhooks/pipedrive", studio.pipeline, studio.pipedrive);
        receiver.accept("/webhooks/stripe", studio.pipeline, studio.stripe);
        receiver.accept("/webhooks/moneybird", studio.pipeline, studio.moneybird);
    }

    void play() {
        studio.pipeline.start();
        page.line("The same engine under other names: Pipedrive and Stripe together, into Moneybird.");
        wonDeal();
        paidCheckout();
        page.line("");
    }

    private void wonDeal() {
        var deal = vendors.winDeal();
        vendors.pipedrive.deliverDue();
        studio.chronicle.await(deal.id(), "CRM_TOLD", "INVOICED");
        vendors.payByBank("PD-" + deal.id());
        vendors.moneybird.deliverWebhooks();
        studio.chronicle.await(deal.id(), "CRM_TOLD", "PAID");

        page.heading("7. A deal is won in Pipedrive  (deal " + deal.id() + ")");
        facts(deal, "PD-" + deal.id());
        page.fact(
                "Pipedrive",
                Stream.of("Factuurnummer", "Factuurstatus", "Betaald bedrag")
                        .map(field -> field + " = " + vendors.shown(deal, field))
                        .collect(Collectors.joining(", ")));
    }

    private void paidCheckout() {
        var sold = vendors.payCheckout();
        var sale =
                new SaleRef(Stripe.NAME, studio.stripe.account().id(), Objects.requireNonNull(sold.paymentIntentId()));
        vendors.stripe.deliverTo(receiver.url("/webhooks/stripe"));
        studio.chronicle.await(sale.id(), "PAID", "");
        vendors.stripe.refund(sold, REFUNDED_CENTS);
        vendors.stripe.deliverTo(receiver.url("/webhooks/stripe"));
        var credited = studio.chronicle.await(sale.id(), "CREDITED", "");

        page.heading("8. A checkout is paid at Stripe, and half of it refunded  (" + sale.id() + ")");
        facts(sale, "ST-" + sale.id().substring("pi_".length()));
        page.fact("refund", credited.text());
    }

    /** What became of a sale: from the journal, and from what Moneybird has now. */
    private void facts(SaleRef sale, String reference) {
        Journal.texts(studio.pipeline, sale, "VAT_DECIDED").forEach(text -> page.fact("VAT", text));
        invoice(vendors.invoice(reference));
        Journal.texts(studio.pipeline, sale, "PAYMENT_REGISTERED").forEach(text -> page.fact("paid", text));
    }

    private void invoice(JsonNode invoice) {
        page.fact(
                "invoice",
                invoice.path("invoice_id").asText() + ", reference "
                        + invoice.path("reference").asText() + ", state "
                        + invoice.path("state").asText() + ", open EUR "
                        + StudioVendors.amount(invoice, "total_unpaid"));
        var recipients = vendors.moneybird.mails().stream()
                .filter(mail -> mail.invoiceId().equals(invoice.path("id").asText()))
                .map(MoneybirdSimulator.Mail::to)
                .toList();
        page.fact("sent", "by e-mail to " + String.join(", ", recipients));
    }

    @Override
    public void close() {
        receiver.close();
        studio.close();
        vendors.close();
    }
}
