/** The bookkeeping package: {@link nl.factuurstroom.accounting.AccountingGateway} books, issues and follows invoices. */
@NonNullByDefault
package nl.factuurstroom.accounting;

import nl.factuurstroom.NonNullByDefault;
