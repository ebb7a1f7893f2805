package nl.factuurstroom.tax;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import javax.annotation.Nullable;
import nl.factuurstroom.party.VatNumber;

/** What a buyer's VAT id is worth (docs/vat.md, "VAT id and VIES"). */
final class VatIds {

    /** Days are Dutch days. */
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    /** What follows for the line. */
    enum Verdict {
        /** The id carries the treatment. */
        USABLE,
        /** It doesn't, and a person or the host's policy lets the sale go on without: Dutch VAT. */
        WITHOUT,
        /** The sale stops. */
        STOPPED
    }

    private VatIds() {}

    /** For goods or a service to a company in another member state or Northern Ireland. */
    static Verdict forAnotherMemberState(VatCase c, boolean goods) {
        var number = c.buyer().vatNumber();
        if (number == null) {
            var text = c.buyer().vatNumberText();
            return text == null ? withoutWhen(c, "VAT_ID_MISSING", missing(c)) : unreadable(c, text);
        }
        if (number.isDutch()) {
            return withoutWhen(
                    c,
                    "VAT_ID_DUTCH",
                    "The VAT id " + number + " of " + c.buyerName() + " is Dutch, but "
                            + (goods
                                    ? "goods that leave the Netherlands need one of another member state: ask under which"
                                            + " id the customer buys them"
                                    : "its address is in another member state: ask for the VAT id of its own country")
                            + " and enter it in " + c.where() + ".");
        }
        boolean counts = number.isKnownToVies() && (goods || !number.prefix().equals("XI"));
        if (!counts) {
            return withoutWhen(
                    c,
                    "VAT_ID_MISSING",
                    "The VAT id " + number + " of " + c.buyerName() + " is not one of a member state"
                            + (goods ? " or of Northern Ireland (XI)" : "") + ": enter such an id in " + c.where()
                            + ".");
        }
        return checked(c, number);
    }

    /** For domestic reverse charge: form and check digits; a check by VIES is not asked unless they fail. */
    static Verdict forDomesticReverseCharge(VatCase c, String category) {
        var number = c.buyer().vatNumber();
        if (number == null) {
            var text = c.buyer().vatNumberText();
            if (text != null) {
                return unreadable(c, text);
            }
            return withoutWhen(
                    c,
                    "VAT_ID_MISSING",
                    "VAT is reverse-charged to " + c.buyerName() + " (" + category
                            + "), but its VAT id is missing: enter it in " + c.where() + ".");
        }
        c.used().add(number);
        if (number.hasValidCheckDigits() && !(c.evidence().check(number).orElse(null) instanceof VatCheck.Invalid)) {
            return Verdict.USABLE;
        }
        return checked(c, number);
    }

    private static Verdict checked(VatCase c, VatNumber number) {
        if (number.isKnownToVies()) {
            c.asked().add(number);
        }
        c.used().add(number);
        var check = c.evidence().check(number).orElse(null);
        if (check instanceof VatCheck.Valid valid && isRecent(c, valid.at())) {
            if (ageInDays(c, valid.at()) > 1) {
                c.findings().open("VAT id " + number + ": check again with VIES (valid on " + day(valid.at()) + ")");
            }
            return confirmed(c, valid);
        }
        if (check instanceof VatCheck.Invalid) {
            return withoutWhen(
                    c,
                    "VAT_ID_INVALID",
                    "VIES says that VAT id " + number + " of " + c.buyerName()
                            + " is not valid: ask the customer and correct it in " + c.where() + ".");
        }
        if (!number.isWellFormed() || !number.hasValidCheckDigits()) {
            return doubtful(c, number);
        }
        var earlier = c.evidence().earlier().get(number);
        if (check instanceof VatCheck.Unknown && earlier != null && isRecent(c, earlier.at())) {
            c.findings()
                    .open("VAT id " + number + ": check again with VIES (no answer now; valid on " + day(earlier.at())
                            + ")");
            return confirmed(c, earlier);
        }
        if (check instanceof VatCheck.Unknown unknown) {
            return unanswered(c, number, unknown);
        }
        var age = check instanceof VatCheck.Valid old
                ? "was last checked on " + day(old.at()) + ", too long ago"
                : "has not been checked with VIES";
        return c.findings()
                        .holdAndRetry(
                                "VAT_ID_NOT_CHECKED",
                                "VAT id " + number + " of " + c.buyerName() + " " + age + ": have it checked for "
                                        + c.where() + ".")
                ? Verdict.STOPPED
                : Verdict.WITHOUT;
    }

    private static Verdict confirmed(VatCase c, VatCheck.Valid valid) {
        if (!valid.number().hasValidCheckDigits()) {
            c.findings()
                    .warn(
                            "VAT_ID_CHECK_DIGITS",
                            "VAT id " + valid.number() + " fails its check digits but VIES confirms it.");
        }
        if (Names.clearlyDiffer(c.buyer().name(), valid.name())) {
            boolean stopped = c.findings()
                    .review(
                            "VAT_ID_OTHER_NAME",
                            "VIES knows VAT id " + valid.number() + " as '" + valid.name() + "', the sale's buyer is '"
                                    + c.buyer().name() + "': is it the customer's own id? See " + c.where() + ".");
            return stopped ? Verdict.STOPPED : Verdict.USABLE;
        }
        return Verdict.USABLE;
    }

    private static Verdict doubtful(VatCase c, VatNumber number) {
        boolean stopped = c.findings()
                .review(
                        "VAT_ID_CHECK_DIGITS",
                        "Form or check digits of VAT id " + number + " of " + c.buyerName()
                                + " are wrong and VIES has not confirmed it: is there a typing error? Correct it in "
                                + c.where() + ".");
        return stopped ? Verdict.STOPPED : Verdict.USABLE;
    }

    private static Verdict unreadable(VatCase c, String text) {
        boolean stopped = c.findings()
                .review(
                        "VAT_ID_UNREADABLE",
                        "'" + text + "' can't be read as a VAT id of " + c.buyerName()
                                + " (expected the country prefix first, e.g. BE0403019261): correct it in " + c.where()
                                + ".");
        return stopped ? Verdict.STOPPED : Verdict.WITHOUT;
    }

    private static Verdict unanswered(VatCase c, VatNumber number, VatCheck.Unknown unknown) {
        var text = "VIES gives no answer about VAT id " + number + " of " + c.buyerName() + " (" + unknown.why() + ")";
        var since = c.evidence().unknownSince().getOrDefault(number, unknown.at());
        boolean overdue =
                Duration.between(since, unknown.at()).compareTo(c.settings().viesDeadline()) >= 0;
        var policy = c.settings().viesDown();
        if (policy == ViesDown.DUTCH_VAT || (policy == ViesDown.HOLD_THEN_DUTCH_VAT && overdue)) {
            c.findings()
                    .warn(
                            "VAT_ID_CHECK_UNAVAILABLE",
                            text + ": issued with Dutch VAT, as configured (whenViesIsDown).");
            return Verdict.WITHOUT;
        }
        boolean stopped = overdue
                ? c.findings()
                        .hold("VAT_ID_CHECK_OVERDUE", text + " since " + day(since) + ": decide on " + c.where() + ".")
                : c.findings()
                        .holdAndRetry("VAT_ID_CHECK_UNAVAILABLE", text + ": it is asked again for " + c.where() + ".");
        return stopped ? Verdict.STOPPED : Verdict.WITHOUT;
    }

    private static Verdict withoutWhen(VatCase c, String code, String text) {
        return c.findings().hold(code, text) ? Verdict.STOPPED : Verdict.WITHOUT;
    }

    private static String missing(VatCase c) {
        var country = c.buyer().address().country();
        return "The VAT id of " + c.buyerName() + (country == null ? "" : " in " + VatCase.nameOf(country))
                + " is missing: enter it in " + c.where() + ", or mark the buyer as a private person.";
    }

    private static boolean isRecent(VatCase c, Instant at) {
        return ageInDays(c, at) <= c.settings().viesValidFor().toDays();
    }

    private static long ageInDays(VatCase c, Instant at) {
        return ChronoUnit.DAYS.between(day(at), c.question().invoiceDate());
    }

    static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    /** Which answer counts for a number: a usable new one, else the one on file. */
    static @Nullable VatCheck counting(VatCase c, VatNumber number) {
        var check = c.evidence().check(number).orElse(null);
        var earlier = c.evidence().earlier().get(number);
        return check instanceof VatCheck.Unknown && earlier != null && isRecent(c, earlier.at()) ? earlier : check;
    }
}
