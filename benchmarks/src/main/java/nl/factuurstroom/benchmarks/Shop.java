package nl.factuurstroom.benchmarks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;
import nl.factuurstroom.party.Address;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.KvkNumber;
import nl.factuurstroom.party.Party;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.sale.LineDiscount;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.Sale;
import nl.factuurstroom.sale.SaleLine;
import nl.factuurstroom.sale.SaleRef;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.tax.TaxQuestion;
import nl.factuurstroom.trigger.WebhookRequest;

/** What is sold and announced: ten lines at two rates, a discount on a line and on the whole, shipping. */
final class Shop {

    static final LocalDate DATE = LocalDate.of(2026, 11, 24);
    static final Supplier SUPPLIER = Supplier.builder()
            .name("Jansen Advies B.V.")
            .vatNumber("NL004495445B01")
            .iban("NL91ABNA0417164300")
            .build();
    static final String SECRET = "a-secret-of-the-app";
    static final String PORTAL = "25012345";

    private static final Party BUYER = Party.builder(Party.Kind.COMPANY, "Bakker B.V.")
            .address(Address.of("Oudegracht 2", "3511 AB", "Utrecht", CountryCode.NL))
            .kvkNumber(KvkNumber.of("33012345"))
            .email("administratie@bakker.example")
            .build();
    private static final URI URL = URI.create("https://example.nl/webhooks/hubspot");

    private Shop() {}

    static Sale sale(SaleRef ref) {
        var sale = Sale.builder(ref)
                .reference("FS-" + ref.id())
                .title("Order " + ref.id())
                .buyer(BUYER)
                .wonAt(Instant.now())
                .supplyDate(DATE)
                .discount(new LineDiscount.Amount(Money.eur("25.00")))
                .version("1");
        for (int i = 0; i < 9; i++) {
            sale.line(SaleLine.builder("Artikel " + i)
                    .sku("A-" + i)
                    .quantity(Integer.toString(i + 1))
                    .unitPrice(Money.eur("12.3" + i))
                    .discount(i == 4 ? new LineDiscount.Percent(Percentage.of(10)) : null)
                    .kind(SupplyKind.GOODS)
                    .rateClass(i % 3 == 0 ? RateClass.REDUCED : RateClass.STANDARD)
                    .build());
        }
        return sale.line(SaleLine.builder("Verzending")
                        .unitPrice(Money.eur("6.95"))
                        .kind(SupplyKind.SHIPPING)
                        .build())
                .build();
    }

    static TaxQuestion question() {
        var sale = sale(new SaleRef("shop", "1", "1"));
        return new TaxQuestion(sale, sale.buyer(), SUPPLIER, DATE, DATE);
    }

    static byte[] body(long deal) {
        return ("[{\"eventId\":" + deal + ",\"subscriptionId\":2561001,\"portalId\":" + PORTAL
                        + ",\"appId\":1160452,\"occurredAt\":1794823205137,\"subscriptionType\":\"object.propertyChange\","
                        + "\"attemptNumber\":0,\"objectId\":" + deal + ",\"objectTypeId\":\"0-3\","
                        + "\"propertyName\":\"dealstage\",\"propertyValue\":\"closedwon\",\"changeSource\":\"CRM_UI\","
                        + "\"sourceId\":\"userId:69864216\",\"isSensitive\":false}]")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Signed as HubSpot signs (version 3). */
    static WebhookRequest signed(long deal) {
        try {
            var body = body(deal);
            var timestamp = Long.toString(System.currentTimeMillis());
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("POST" + URL).getBytes(StandardCharsets.UTF_8));
            mac.update(body);
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            var signature = Base64.getEncoder().encodeToString(mac.doFinal());
            return WebhookRequest.of(
                    "POST",
                    URL,
                    Map.of(
                            "X-HubSpot-Signature-v3", List.of(signature),
                            "X-HubSpot-Request-Timestamp", List.of(timestamp)),
                    body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
