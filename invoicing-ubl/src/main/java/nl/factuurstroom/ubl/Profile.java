package nl.factuurstroom.ubl;

import javax.annotation.Nullable;

/** What kind of UBL is written. */
enum Profile {
    PEPPOL_BIS(
            "Peppol BIS Billing 3",
            "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
            "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"),
    NLCIUS("NLCIUS", "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0", null),
    NLCIUS_G_ACCOUNT(
            "NLCIUS with G-account",
            "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0#conformant#urn:fdc:nen.nl:gaccount:v1.0",
            null);

    private final String title;
    private final String customizationId;
    private final @Nullable String profileId;

    Profile(String title, String customizationId, @Nullable String profileId) {
        this.title = title;
        this.customizationId = customizationId;
        this.profileId = profileId;
    }

    String title() {
        return title;
    }

    /** BT-24. */
    String customizationId() {
        return customizationId;
    }

    /** BT-23. */
    @Nullable
    String profileId() {
        return profileId;
    }
}
