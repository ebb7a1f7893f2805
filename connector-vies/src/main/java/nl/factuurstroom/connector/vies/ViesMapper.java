package nl.factuurstroom.connector.vies;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.annotation.Nullable;
import nl.factuurstroom.account.Finding;
import nl.factuurstroom.party.VatNumber;
import nl.factuurstroom.tax.VatCheck;

/** From our question to VIES's and from its answer to ours. Pure. */
final class ViesMapper {

    private ViesMapper() {}

    static ViesJson.Question question(VatNumber number, VatNumber requester) {
        return new ViesJson.Question(number.prefix(), number.number(), requester.prefix(), requester.number());
    }

    /** @param now used where VIES doesn't tell its own time */
    static VatCheck check(ViesJson.Answer answer, VatNumber asked, Instant now) {
        if (answer.valid() == null) {
            return new VatCheck.Unknown(asked, now, "VIES answered without saying whether the number is valid");
        }
        boolean another = differs(answer.countryCode(), asked.prefix()) || differs(answer.vatNumber(), asked.number());
        if (another) {
            return new VatCheck.Unknown(asked, now, "VIES answered about another number");
        }
        var at = time(answer.requestDate(), now);
        if (!answer.valid()) {
            return new VatCheck.Invalid(asked, at);
        }
        return new VatCheck.Valid(
                asked,
                at,
                disclosed(answer.requestIdentifier()),
                disclosed(answer.name()),
                disclosed(answer.address()));
    }

    static List<Finding> findings(ViesJson.Status status) {
        if (status.vow() != null && Boolean.FALSE.equals(status.vow().available())) {
            return List.of(Finding.warning("vies", "VIES says that it isn't available at the moment"));
        }
        var down = status.countries() == null
                ? List.<String>of()
                : status.countries().stream()
                        .filter(country -> "Unavailable".equals(country.availability()))
                        .map(country -> String.valueOf(country.countryCode()))
                        .toList();
        return down.isEmpty()
                ? List.of()
                : List.of(Finding.warning(
                        "vies", "VIES says that these don't answer at the moment: " + String.join(", ", down)));
    }

    private static boolean differs(@Nullable String given, String asked) {
        return given != null && !given.isBlank() && !given.strip().equalsIgnoreCase(asked);
    }

    private static Instant time(@Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    private static @Nullable String disclosed(@Nullable String text) {
        var stripped = text == null ? "" : text.strip();
        return stripped.isEmpty() || stripped.matches("-+") ? null : stripped;
    }
}
