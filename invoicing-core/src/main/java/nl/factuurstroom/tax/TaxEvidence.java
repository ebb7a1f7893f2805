package nl.factuurstroom.tax;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.factuurstroom.party.VatNumber;

/**
 * What was asked of others before the decision.
 *
 * @param checks by VAT number
 */
public record TaxEvidence(Map<VatNumber, VatCheck> checks) {

    public TaxEvidence {
        checks = Map.copyOf(checks);
    }

    public static TaxEvidence none() {
        return new TaxEvidence(Map.of());
    }

    public static TaxEvidence of(Collection<VatCheck> checks) {
        return new TaxEvidence(checks.stream().collect(Collectors.toMap(VatCheck::number, c -> c)));
    }

    public Optional<VatCheck> check(VatNumber number) {
        return Optional.ofNullable(checks.get(number));
    }
}
