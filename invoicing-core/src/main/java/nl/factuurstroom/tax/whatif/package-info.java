/**
 * What if: {@link nl.factuurstroom.tax.whatif.WhatIf} reads sales as JSON and says how VAT treats them. No store, no vendors.
 */
@NonNullByDefault
package nl.factuurstroom.tax.whatif;

import nl.factuurstroom.NonNullByDefault;
