package nl.factuurstroom.examples.service;

import nl.factuurstroom.accounting.AccountingGateway;
import nl.factuurstroom.trigger.WebhookSource;

/**
 * A configured bookkeeping package.
 *
 * @param gateway books and follows invoices
 * @param webhooks what it sends us
 */
record Books(AccountingGateway gateway, WebhookSource webhooks) {}
