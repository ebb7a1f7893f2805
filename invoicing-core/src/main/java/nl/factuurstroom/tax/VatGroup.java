package nl.factuurstroom.tax;

import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;

/**
 * The breakdown: one per treatment and rate. VAT is rounded once per group.
 *
 * @param treatment of all its lines
 * @param rate of all its lines
 * @param base sum of the nets
 * @param vat VAT over the base
 */
public record VatGroup(VatTreatment treatment, Percentage rate, Money base, Money vat) {}
