package nl.factuurstroom.connector.vies;

import java.util.List;
import javax.annotation.Nullable;

/** What goes to VIES and comes back, by its own names. SOAP names the requester differently. */
final class ViesJson {

    private ViesJson() {}

    /** Only with both requester fields does the answer carry a consultation number. */
    record Question(String countryCode, String vatNumber, String requesterMemberStateCode, String requesterNumber) {}

    /** {@code name} and {@code address} are {@code ---} where the member state doesn't disclose them. */
    record Answer(
            @Nullable String countryCode,
            @Nullable String vatNumber,
            @Nullable String requestDate,
            @Nullable Boolean valid,
            @Nullable String requestIdentifier,
            @Nullable String name,
            @Nullable String address,
            @Nullable List<ErrorWrapper> errorWrappers) {}

    record ErrorWrapper(@Nullable String error) {}

    record Status(@Nullable Vow vow, @Nullable List<Country> countries) {}

    record Vow(@Nullable Boolean available) {}

    record Country(@Nullable String countryCode, @Nullable String availability) {}
}
