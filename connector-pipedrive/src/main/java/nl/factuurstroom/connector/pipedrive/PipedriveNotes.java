package nl.factuurstroom.connector.pipedrive;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.annotation.Nullable;
import nl.factuurstroom.connector.pipedrive.PipedriveJson.Note;
import nl.factuurstroom.followup.CrmUpdate;

/** The note on a paid deal: one per invoice, known by a marker in its text, for Pipedrive has no key that would do that. */
final class PipedriveNotes {

    private static final int PAGE = 100;
    private static final int MOST = 1_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-M-uuuu", Locale.ROOT);

    private final PipedriveApi api;
    private final @Nullable String text;

    PipedriveNotes(PipedriveSettings settings, PipedriveApi api) {
        this.api = api;
        this.text = settings.paidNote;
    }

    /** Looks first, so it may be repeated: two calls, 30 tokens. */
    void addTo(CrmUpdate update) {
        if (text == null || update.status() != CrmUpdate.Status.PAID) {
            return;
        }
        long dealId = Long.parseLong(update.ref().id());
        if (!isThere(dealId, mark(update))) {
            api.createNote(dealId, "<p>" + html(sentence(update)) + " " + mark(update) + "</p>");
        }
    }

    /** Tells this note from all others on the deal. */
    static String mark(CrmUpdate update) {
        var invoice = update.invoiceNumber() == null ? update.ref().id() : update.invoiceNumber();
        return "[invoice:" + html(invoice) + ":paid]";
    }

    private boolean isThere(long dealId, String mark) {
        for (int start = 0; start < MOST; start += PAGE) {
            var page = api.notes(dealId, start);
            if (page.stream().map(Note::content).anyMatch(content -> content != null && content.contains(mark))) {
                return true;
            }
            if (page.size() < PAGE) {
                return false;
            }
        }
        return false;
    }

    private String sentence(CrmUpdate update) {
        var number = update.invoiceNumber() == null ? "" : ": factuur " + update.invoiceNumber();
        var day = update.paidOn() == null ? "" : " op " + DAY.format(update.paidOn());
        return text + number + ", " + update.paid().rounded().toString().replace('.', ',') + day + ".";
    }

    private static String html(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
