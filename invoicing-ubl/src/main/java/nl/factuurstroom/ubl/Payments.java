package nl.factuurstroom.ubl;

import java.util.ArrayList;
import java.util.List;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Iban;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.FinancialAccountType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentMeansType;
import oasis.names.specification.ubl.schema.xsd.commonaggregatecomponents_21.PaymentTermsType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.NoteType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.PaymentIDType;
import oasis.names.specification.ubl.schema.xsd.commonbasiccomponents_21.PaymentMeansIDType;

/** How and when to pay (BG-16, BT-20). */
final class Payments {

    /** UNTDID 4461: SEPA credit transfer, and credit transfer. */
    private static final String SEPA = "58";

    private static final String TRANSFER = "30";

    /** Wanted by BR-GA-7. */
    private static final String BLOCKED = "GACCOUNT";

    private static final String NORMAL = "NORMAL";

    private Payments() {}

    /** Of one's own account, and of the blocked one where a part goes there; none where nothing is to be paid to us. */
    static List<PaymentMeansType> means(Document document) {
        var all = new ArrayList<PaymentMeansType>();
        if (document.isCreditNote()) {
            return all;
        }
        var split = document.gAccount();
        var iban = document.invoice().supplier().iban();
        if (split == null) {
            if (iban != null) {
                all.add(means(document, iban, document.number()));
            }
            return all;
        }
        var normal = means(document, split.account(), split.reference());
        var blocked = means(document, split.gAccount(), split.reference());
        if (document.profile() == Profile.NLCIUS_G_ACCOUNT) {
            normal.setID(NORMAL);
            blocked.setID(BLOCKED);
        }
        all.add(normal);
        all.add(blocked);
        return all;
    }

    private static PaymentMeansType means(Document document, Iban iban, String reference) {
        var account = new FinancialAccountType();
        account.setID(iban.value());
        account.setName(document.invoice().supplier().name());
        var means = new PaymentMeansType();
        means.setPaymentMeansCode(document.currency().getCurrencyCode().equals("EUR") ? SEPA : TRANSFER);
        var id = new PaymentIDType();
        id.setValue(reference);
        means.addPaymentID(id);
        means.setPayeeFinancialAccount(account);
        return means;
    }

    static List<PaymentTermsType> terms(Document document) {
        var all = new ArrayList<PaymentTermsType>();
        var split = document.gAccount();
        if (split != null && document.profile() == Profile.NLCIUS_G_ACCOUNT) {
            all.add(share(NORMAL, split.normal()));
            all.add(share(BLOCKED, split.blocked()));
        }
        var words = document.invoice().paymentTerms();
        if (words != null) {
            if (all.isEmpty()) {
                all.add(new PaymentTermsType());
            }
            var note = new NoteType();
            note.setValue(words);
            all.get(0).addNote(note);
        }
        return all;
    }

    private static PaymentTermsType share(String means, Money amount) {
        var id = new PaymentMeansIDType();
        id.setValue(means);
        var terms = new PaymentTermsType();
        terms.addPaymentMeansID(id);
        terms.setAmount(amount.amount()).setCurrencyID(amount.currency().getCurrencyCode());
        return terms;
    }
}
