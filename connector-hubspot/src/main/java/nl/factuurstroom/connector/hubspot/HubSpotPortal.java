package nl.factuurstroom.connector.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.hubspot.HubSpotJson.AccountJson;
import nl.factuurstroom.connector.support.Json;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.error.RejectedException;
import nl.factuurstroom.sale.SaleRef;

/**
 * Which portal the token belongs to. A sale's key holds the portal's id, so that the webhook, which names it, and the poll,
 * which doesn't, give one deal one key. Configured, or asked once and then kept.
 */
final class HubSpotPortal {

    private final HubSpotApi api;
    private final boolean configured;
    private volatile @Nullable String id;
    private volatile @Nullable String currency;

    HubSpotPortal(HubSpotApi api, @Nullable String configuredId) {
        this.api = api;
        this.id = configuredId;
        this.configured = configuredId != null;
    }

    boolean configured() {
        return configured;
    }

    /** What is known without any call. */
    Optional<String> known() {
        return Optional.ofNullable(id);
    }

    /** Asks when it isn't known yet; empty when the account won't tell. */
    Optional<String> ask() {
        if (id == null) {
            try {
                read();
            } catch (NotFoundException | RejectedException e) {
                return Optional.empty();
            }
        }
        return known();
    }

    /** The id, for a sale's key. */
    String require() {
        return ask().orElseThrow(() -> new ConfigurationException(
                "HubSpot doesn't tell which portal the token belongs to: set the portal id (hubspot.portal-id)"));
    }

    /** The account's own currency, which deals have when they name none; empty when the account won't tell. */
    Optional<String> currency() {
        if (currency == null) {
            try {
                read();
            } catch (NotFoundException | RejectedException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(currency);
    }

    /** Reads the account's details, and learns from them what isn't known yet. */
    AccountJson read() {
        var account = api.account();
        currency = account.companyCurrency();
        if (id == null) {
            id = text(account.portalId());
        }
        return account;
    }

    SaleRef ref(String portalId, String dealId) {
        return new SaleRef(HubSpot.NAME, portalId, dealId);
    }

    static @Nullable String text(@Nullable JsonNode portalId) {
        return Json.text(portalId).orElse(null);
    }
}
