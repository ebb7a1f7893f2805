package nl.factuurstroom.tax;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.factuurstroom.party.VatNumber;

/**
 * What was asked of others before the decision.
 *
 * @param checks by VAT number, the newest answer
 * @param earlier the last confirmation on file by VAT number, for when VIES is down
 * @param unknownSince since when VIES has been giving no answer about a number
 */
public record TaxEvidence(
        Map<VatNumber, VatCheck> checks, Map<VatNumber, VatCheck.Valid> earlier, Map<VatNumber, Instant> unknownSince) {

    public TaxEvidence {
        checks = Map.copyOf(checks);
        earlier = earlier == null ? Map.of() : Map.copyOf(earlier);
        unknownSince = unknownSince == null ? Map.of() : Map.copyOf(unknownSince);
    }

    public TaxEvidence(Map<VatNumber, VatCheck> checks) {
        this(checks, Map.of(), Map.of());
    }

    /** With a confirmation from before, which counts while VIES gives no answer. */
    public TaxEvidence withEarlier(VatCheck.Valid valid) {
        var more = new HashMap<>(earlier);
        more.put(valid.number(), valid);
        return new TaxEvidence(checks, more, unknownSince);
    }

    /** With the moment since which VIES has been giving no answer. */
    public TaxEvidence withUnknownSince(VatNumber number, Instant since) {
        var more = new HashMap<>(unknownSince);
        more.put(number, since);
        return new TaxEvidence(checks, earlier, more);
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
