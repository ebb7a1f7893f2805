package nl.factuurstroom.account;

import java.util.Objects;

/**
 * One account at one vendor: what tokens, quota and the error brake belong to. Printed as {@code exact/123456}.
 *
 * @param vendor the connector's short name, lower case: {@code exact}
 * @param id the vendor's own id of the account (division, portal, administration), or {@code default} where it has none
 */
public record AccountId(String vendor, String id) {

    public AccountId {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(id, "id");
        if (vendor.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("vendor and id of an account must not be blank");
        }
    }

    @Override
    public String toString() {
        return vendor + "/" + id;
    }
}
