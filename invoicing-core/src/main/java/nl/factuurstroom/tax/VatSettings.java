package nl.factuurstroom.tax;

import java.time.Duration;
import java.util.Set;
import javax.annotation.Nullable;
import nl.factuurstroom.party.CountryCode;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.sale.RateClass;
import nl.factuurstroom.sale.SupplyKind;
import nl.factuurstroom.sale.discount.Discounts;

/** What the host chose; see {@link DutchVat.Builder} for what each means. */
record VatSettings(
        VatRates rates,
        VatRules rules,
        SupplyKind defaultSupplyKind,
        @Nullable RateClass defaultRateClass,
        boolean goodsGoToBuyerAddress,
        ViesDown viesDown,
        Duration viesValidFor,
        Duration viesDeadline,
        boolean belowOssThreshold,
        boolean ossRegistered,
        boolean destinationRatesAlways,
        boolean outsideScopeAsExport,
        boolean splitDocuments,
        boolean smallBusinessFirst,
        Set<CountryCode> euSmallBusinessIn,
        Set<VatNumber> fiscalUnity,
        Discounts discounts) {}
