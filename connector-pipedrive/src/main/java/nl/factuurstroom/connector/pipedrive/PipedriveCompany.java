package nl.factuurstroom.connector.pipedrive;

import java.util.Optional;
import javax.annotation.Nullable;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.sale.SaleRef;

/**
 * Which company the token belongs to. A sale's key holds the company's id, so that the webhook, which names it, and the
 * poll, which doesn't, give one deal one key. Configured, or asked once and then kept.
 */
final class PipedriveCompany {

    private final PipedriveApi api;
    private final boolean configured;
    private volatile @Nullable String id;

    PipedriveCompany(PipedriveApi api, @Nullable String configuredId) {
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

    /** The id, for a sale's key; asked when it isn't known yet. */
    String require() {
        if (id == null) {
            id = Optional.ofNullable(api.me().company_id())
                    .map(String::valueOf)
                    .orElseThrow(() -> new ConfigurationException("Pipedrive doesn't tell which company the token"
                            + " belongs to: set the company id (pipedrive.company-id)"));
        }
        return known().orElseThrow();
    }

    SaleRef ref(String companyId, String dealId) {
        return new SaleRef(Pipedrive.NAME, companyId, dealId);
    }
}
