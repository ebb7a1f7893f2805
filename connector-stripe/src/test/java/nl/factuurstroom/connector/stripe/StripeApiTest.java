package nl.factuurstroom.connector.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.error.AuthenticationException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.error.TransientException;
import nl.factuurstroom.testkit.simulator.Fault;
import nl.factuurstroom.testkit.simulator.StripeOrder.Sold;
import nl.factuurstroom.testkit.simulator.StripeOrder.Tax;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StripeApiTest {

    /** One call of each kind; every one of them is put to the same four tests. */
    enum Outside {
        SESSION {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.session(Objects.requireNonNull(sold.sessionId()));
            }
        },
        SESSION_OF {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.sessionOf(Objects.requireNonNull(sold.paymentIntentId()));
            }
        },
        ITEMS {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.items(Objects.requireNonNull(sold.sessionId()));
            }
        },
        INTENT {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.intent(Objects.requireNonNull(sold.paymentIntentId()));
            }
        },
        INTENT_AND_CHARGE {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.intentAndCharge(Objects.requireNonNull(sold.paymentIntentId()));
            }
        },
        INVOICE {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.invoice(Objects.requireNonNull(sold.invoiceId()));
            }
        },
        INVOICE_PAYMENT_OF {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.invoicePaymentOf(Objects.requireNonNull(sold.paymentIntentId()));
            }
        },
        INVOICE_LINES {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.invoiceLines(Objects.requireNonNull(sold.invoiceId()));
            }
        },
        TAX_RATE {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.taxRate("txr_NL_21_excl");
            }
        },
        EVENTS {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.events(List.of("invoice.paid"), 0, null);
            }
        },
        SESSIONS_BEGUN {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.sessionsBegun(FROM, UNTIL).toList();
            }
        },
        INTENTS_BEGUN {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.intentsBegun(FROM, UNTIL).toList();
            }
        },
        INVOICES_BEGUN {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.invoicesBegun(FROM, UNTIL).toList();
            }
        },
        WEBHOOK_ENDPOINTS {
            @Override
            Object call(StripeApi api, Sold sold) {
                return api.webhookEndpoints();
            }
        };

        private static final Instant FROM = Instant.parse("2026-11-24T00:00:00Z");
        private static final Instant UNTIL = Instant.parse("2026-11-25T00:00:00Z");

        abstract Object call(StripeApi api, Sold sold);
    }

    private final StripeFixture stripe = new StripeFixture();
    private final StripeApi api = new StripeApi(
            StripeSettings.builder()
                    .apiKey(stripe.vendor().apiKey())
                    .baseUri(stripe.vendor().baseUri())
                    .build(),
            new AccountConnection());
    private Sold sold = new Sold(null, null, null, null);

    @BeforeEach
    void sell() {
        sold = stripe.vendor()
                .checkout()
                .invoiceCreation()
                .line("Onderhoud", 1, 10000, Tax.NL_21)
                .pay();
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    static Stream<Outside> outsideCalls() {
        return Stream.of(Outside.values());
    }

    @ParameterizedTest
    @MethodSource("outsideCalls")
    void worksInThePinnedVersion(Outside outside) {
        assertThat(outside.call(api, sold)).isNotNull();

        assertThat(stripe.vendor().calls()).hasSize(1).allSatisfy(call -> {
            assertThat(call.header("Stripe-Version")).contains("2026-10-28.endive");
            assertThat(call.header("Authorization"))
                    .contains("Bearer " + stripe.vendor().apiKey());
            assertThat(call.header("Stripe-Account")).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("outsideCalls")
    void isRefused(Outside outside) {
        stripe.vendor().revokeKey();

        assertThat(catchThrowable(() -> outside.call(api, sold))).isInstanceOf(AuthenticationException.class);
    }

    @ParameterizedTest
    @MethodSource("outsideCalls")
    void isLimited(Outside outside) {
        stripe.vendor().limit("global-rate");

        assertThat(catchThrowable(() -> outside.call(api, sold)))
                .isInstanceOfSatisfying(TransientException.class, limited -> {
                    assertThat(limited.accountWide()).isTrue();
                    assertThat(limited.retryAfter()).contains(StripeErrors.LIMITED);
                });
        assertThat(stripe.vendor().calls()).as("not repeated at once").hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("outsideCalls")
    void losesTheAnswerAndAsksAgain(Outside outside) {
        stripe.vendor().failNext(Fault.loseAnswer());

        assertThat(outside.call(api, sold)).isNotNull();

        assertThat(stripe.vendor().calls()).hasSize(2);
    }

    @Test
    void readsASessionWithAllThatASaleNeeds() {
        var session = api.session(Objects.requireNonNull(sold.sessionId()));

        assertThat(Objects.requireNonNull(session.line_items()).data()).isNotEmpty();
        assertThat(Objects.requireNonNull(session.payment_intent()).latest_charge())
                .isNotNull();
        assertThat(Objects.requireNonNull(session.invoice()).number()).isEqualTo("7FE1103A-0001");
        assertThat(Objects.requireNonNull(session.customer()).name()).isEqualTo("Sanne Voorbeeld");
    }

    @Test
    void neverExpandsDeeperThanStripeAllows() {
        for (Outside outside : Outside.values()) {
            outside.call(api, sold);
        }

        assertThat(stripe.vendor().calls())
                .flatExtracting(call -> call.query().getOrDefault("expand[]", List.of()))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path.split("\\.")).hasSizeLessThanOrEqualTo(4));
    }

    @Test
    void saysThatAnIdIsNotThere() {
        assertThat(catchThrowable(() -> api.session("cs_live_x"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anIdCannotLeaveItsPath() {
        assertThat(catchThrowable(() -> api.session("../payment_intents")))
                .isInstanceOfAny(NotFoundException.class, RejectedException.class);

        assertThat(stripe.paths()).allMatch(path -> path.startsWith("/v1/checkout/sessions/"));
    }

    @Test
    void anObjectLockedByAnotherCallIsAskedAgain() {
        stripe.vendor().failNext(Fault.status(429, "{\"error\": {\"code\": \"lock_timeout\"}}"));

        assertThat(api.intent(Objects.requireNonNull(sold.paymentIntentId()))).isNotNull();
    }

    @Test
    void aServerErrorIsAskedAgainAFewTimesAndThenLeftToTheEngine() {
        for (int i = 0; i < 3; i++) {
            stripe.vendor().failNext(Fault.status(500, "{\"error\": {\"type\": \"api_error\"}}"));
        }

        assertThat(catchThrowable(() -> api.intent("pi_1"))).isInstanceOf(TransientException.class);
        assertThat(stripe.vendor().calls()).hasSize(3);
    }
}
