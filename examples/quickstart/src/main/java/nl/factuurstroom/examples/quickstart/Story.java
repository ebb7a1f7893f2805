package nl.factuurstroom.examples.quickstart;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.factuurstroom.Preview;

/** Plays the deals: the pipeline, its store and all HTTP are real, only the vendors are simulated. */
final class Story implements AutoCloseable {

    private static final String DUPLICATE = "5-duplicate";
    private static final BigDecimal PART = new BigDecimal("1000.00");

    private final Vendors vendors;
    private final Company company;
    private final Receiver receiver = new Receiver();
    private final Telling telling;

    Story(PrintStream out, Path folder, Clock clock) {
        vendors = new Vendors(clock, Deal.ALL.stream().map(Deal::folder).toList());
        company = new Company(vendors, clock, folder);
        telling = new Telling(new Page(out), vendors, company.pipeline);
        receiver.accept("/webhooks/hubspot", company.pipeline, company.hubSpot);
        receiver.accept("/webhooks/exact", company.pipeline, company.exact);
    }

    void play() {
        telling.begin();
        var previews = previews();
        company.pipeline.start();
        Deal.ALL.forEach(deal -> announce(deal.folder()));
        int firstAnswer = announce(DUPLICATE);
        awaitInvoices();
        payments();
        int invoices = vendors.exact.invoices().size();
        int secondAnswer = announce(DUPLICATE);
        for (Deal deal : Deal.ALL) {
            if (deal.waits()) {
                telling.duplicate(firstAnswer, secondAnswer, invoices);
            }
            telling.deal(deal, previews.get(deal));
        }
        telling.summary();
    }

    /** What would happen, asked before anything is started: writes nothing anywhere. */
    private Map<Deal, Preview> previews() {
        var previews = new LinkedHashMap<Deal, Preview>();
        Deal.ALL.forEach(deal -> previews.put(deal, company.pipeline.preview(deal.ref())));
        return previews;
    }

    /** HubSpot sends a recorded webhook, signed. @return what we answered */
    private int announce(String folder) {
        return vendors.hubSpot
                .webhook()
                .to(receiver.url("/webhooks/hubspot"))
                .body(Payloads.text(folder + "/webhook.json"))
                .build()
                .post();
    }

    private void awaitInvoices() {
        for (Deal deal : Deal.ALL) {
            if (deal.waits()) {
                company.chronicle.await(deal.id(), "NEEDS_ATTENTION", "");
            } else {
                company.chronicle.await(deal.id(), "CRM_TOLD", "INVOICED");
            }
        }
    }

    /** Customers pay; Exact hints at it, and the pipeline reads how the invoices stand. */
    private void payments() {
        for (Deal deal : Deal.invoiced()) {
            if (deal.ending() == Deal.Ending.PAID) {
                vendors.exact.pay(deal.reference());
            } else if (deal.ending() == Deal.Ending.PARTLY_PAID) {
                vendors.exact.payPartly(deal.reference(), PART);
            } else {
                continue;
            }
            var invoice = vendors.exact.invoice(deal.reference());
            vendors.exact.sendWebhook(
                    receiver.url("/webhooks/exact"), vendors.exact.notification(invoice.id(), "Update"));
        }
        Deal.invoiced().stream()
                .filter(deal -> deal.ending() != Deal.Ending.OPEN)
                .forEach(deal -> company.chronicle.await(
                        deal.id(), "CRM_TOLD", deal.ending().name()));
    }

    @Override
    public void close() {
        receiver.close();
        company.close();
        vendors.close();
    }
}
