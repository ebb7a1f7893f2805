package nl.factuurstroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.PipelineBuilder;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.accounting.Delivery;
import nl.factuurstroom.connector.moneybird.Moneybird;
import nl.factuurstroom.connector.moneybird.MoneybirdSettings;
import nl.factuurstroom.followup.Reminders;
import nl.factuurstroom.party.Supplier;
import nl.factuurstroom.testkit.InMemoryStore;
import nl.factuurstroom.testkit.SettableClock;
import nl.factuurstroom.testkit.fake.FakeMailer;
import nl.factuurstroom.testkit.fake.FakeSource;
import org.junit.jupiter.api.Test;

/** What a package can't do is said before the first invoice, not at the third. */
class WhatCannotBeDoneTest {

    private static final String PAID = "can't be registered in these books";

    @Test
    void checkTellsThatTheseBooksTakeNoPaymentsBeforehand() {
        try (var pair = new Pair(StripeSource::new, ExactBooks::new)) {
            assertThat(pair.pipeline().check()).extracting(Finding::message).anyMatch(text -> text.contains(PAID));
        }
    }

    @Test
    void checkSaysNothingWhereThereIsNothingToRegisterOrBooksThatDo() {
        try (var unpaid = new Pair(HubSpotSource::new, ExactBooks::new);
                var registered = new Pair(StripeSource::new, MoneybirdBooks::new)) {
            assertThat(unpaid.pipeline().check()).extracting(Finding::message).noneMatch(text -> text.contains(PAID));
            assertThat(registered.pipeline().check())
                    .extracting(Finding::message)
                    .noneMatch(text -> text.contains(PAID));
        }
    }

    @Test
    void buildRefusesRemindersBesideThoseOfTheBooks() {
        var settings = MoneybirdSettings.builder().administration("123").accessToken("token");

        assertThatThrownBy(() -> reminding(Moneybird.of(settings.build())).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reminders(...)")
                .hasMessageContaining("remindersByUs(true)");
        assertThatCode(() -> reminding(Moneybird.of(settings.remindersByUs(true).build()))
                        .build())
                .doesNotThrowAnyException();
    }

    private static PipelineBuilder reminding(Moneybird moneybird) {
        var clock = SettableClock.at("2026-11-24T09:00:00Z");
        return InvoicingPipeline.builder()
                .supplier(Supplier.builder()
                        .name("Jansen Advies B.V.")
                        .vatNumber("NL123456782B90")
                        .build())
                .trigger(new FakeSource("crm", clock))
                .accountingGateway(moneybird)
                .delivery(Delivery.email())
                .reminders(Reminders.after(7, new FakeMailer(clock)))
                .store(InMemoryStore.at(clock));
    }
}
