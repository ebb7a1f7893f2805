package nl.factuurstroom.tax;

import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.party.CountryCode;

/**
 * What e-invoice, return and listing need to know of a taxed line.
 *
 * @param row of the decision table in docs/vat.md; 0 when not decided by it
 * @param category UNCL5305 code of EN 16931: S, Z, E, AE, K, G or O
 * @param vatex code of the exemption reason (BT-121), or null
 * @param reasonNl exemption reason in Dutch (BT-120); null where the category must not have one (S, Z)
 * @param reasonEn the same in English
 * @param article the law
 * @param returnBox of the Dutch VAT return ({@code 1a}), {@code OSS}, or null when in none
 * @param icp column of the ICP listing, or null
 * @param country the member state whose rate it is; null for the Netherlands
 * @param role why the line is there
 * @param saleLine index of the sale's line it comes from; -1 for none
 */
public record LineVat(
        int row,
        String category,
        @Nullable String vatex,
        @Nullable String reasonNl,
        @Nullable String reasonEn,
        String article,
        @Nullable String returnBox,
        @Nullable IcpKind icp,
        @Nullable CountryCode country,
        LineRole role,
        int saleLine) {

    public LineVat {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(article, "article");
        Objects.requireNonNull(role, "role");
    }

    /** What follows from the treatment alone. */
    public static LineVat of(VatTreatment treatment) {
        return new LineVat(0, treatment.category(), null, null, null, "", null, null, null, LineRole.SOLD, -1);
    }

    /** The same for a line that stands for none of the sale's own. */
    LineVat inRole(LineRole role) {
        return new LineVat(row, category, vatex, reasonNl, reasonEn, article, returnBox, icp, country, role, -1);
    }
}
