package nl.factuurstroom.tax;

import java.util.ArrayList;
import java.util.Objects;
import javax.annotation.Nullable;
import nl.factuurstroom.money.Money;
import nl.factuurstroom.party.Iban;
import nl.factuurstroom.sale.GAccountTerms;

/**
 * An invoice paid in two parts: one to the supplier's blocked account (G-rekening), the rest to the normal one. The part for
 * the blocked account is rounded half up, the rest is exactly what remains.
 *
 * @param blocked to the G-account
 * @param normal to the normal account
 * @param gAccount the blocked account
 * @param account the normal account
 * @param reference to quote with both payments
 * @param aboutNl contract, period and work, which the invoice must state, in Dutch
 * @param aboutEn the same in English
 */
public record GAccountSplit(
        Money blocked, Money normal, Iban gAccount, Iban account, String reference, String aboutNl, String aboutEn) {

    public GAccountSplit {
        Objects.requireNonNull(blocked, "blocked");
        Objects.requireNonNull(normal, "normal");
    }

    /**
     * Splits a payable amount.
     *
     * @param of what the percentage is taken of
     * @param payable what is to be paid; negative on a credit note
     * @return the part for the blocked account, at most the payable amount
     */
    public static Money blockedPart(GAccountTerms terms, Money of, Money payable) {
        var part = terms.percentage().of(of).rounded();
        return part.amount().abs().compareTo(payable.amount().abs()) > 0 ? payable : part;
    }

    /** Null when none is agreed, or when something is missing: then the reason is among the findings. */
    static @Nullable GAccountSplit of(VatCase c, Money net, Money gross) {
        var terms = c.sale().facts().gAccount();
        if (terms == null) {
            return null;
        }
        var iban = c.supplier().iban();
        var blocked = c.supplier().gAccount();
        if (isIncomplete(c, terms, net) || iban == null || blocked == null) {
            return null;
        }
        var of = base(terms, net, gross);
        var part = blockedPart(terms, of, gross);
        var rest = gross.minus(part);
        var reference = c.sale().reference();
        return new GAccountSplit(
                part,
                rest,
                blocked,
                iban,
                reference,
                about("overeenkomst", "periode", "werk", terms),
                about("contract", "period", "work", terms));
    }

    /** What the invoice says in Dutch: both payments and what they are for. */
    public String textNl() {
        return "Te betalen op G-rekening " + gAccount.value() + ": " + blocked + "; op rekening " + account.value()
                + ": " + normal + "; beide onder vermelding van " + reference + " (" + aboutNl + ").";
    }

    /** The same in English. */
    public String textEn() {
        return "Payable to blocked account (G-rekening) " + gAccount.value() + ": " + blocked + "; to account "
                + account.value() + ": " + normal + "; both quoting " + reference + " (" + aboutEn + ").";
    }

    /** The same split with other amounts. */
    GAccountSplit with(Money blocked, Money normal) {
        return new GAccountSplit(blocked, normal, gAccount, account, reference, aboutNl, aboutEn);
    }

    private static Money base(GAccountTerms terms, Money net, Money gross) {
        return switch (terms.basis()) {
            case WAGE_PART -> terms.wagePart() == null ? net : terms.wagePart();
            case NET -> net;
            case GROSS -> gross;
        };
    }

    private static String about(String contract, String period, String work, GAccountTerms terms) {
        var parts = new ArrayList<String>();
        if (terms.contract() != null) {
            parts.add(contract + " " + terms.contract());
        }
        if (terms.period() != null) {
            parts.add(period + " " + terms.period().from() + " – "
                    + terms.period().to());
        }
        if (terms.work() != null) {
            parts.add(work + " " + terms.work());
        }
        return String.join(", ", parts);
    }

    /** Uitvoeringsregeling inleners-, keten- en opdrachtgeversaansprakelijkheid 2004, art. 6(1). */
    private static boolean isIncomplete(VatCase c, GAccountTerms terms, Money net) {
        var missing = new ArrayList<String>();
        if (c.supplier().iban() == null) {
            missing.add("the supplier's account (supplier.iban)");
        }
        if (c.supplier().gAccount() == null) {
            missing.add("the supplier's blocked account (supplier.gAccount)");
        }
        if (terms.period() == null) {
            missing.add("the period in which the work was done (gAccount.period)");
        }
        if (terms.work() == null) {
            missing.add("the name or reference of the work (gAccount.work)");
        }
        if (terms.basis() == GAccountTerms.Basis.WAGE_PART && terms.wagePart() == null) {
            missing.add("the wage part (gAccount.wagePart)");
        }
        if (!missing.isEmpty()) {
            c.findings()
                    .miss(
                            "G_ACCOUNT_INCOMPLETE",
                            "An invoice with a G-account needs " + String.join(", ", missing) + ": fill in for "
                                    + c.where() + ".");
        }
        return !missing.isEmpty() | isContradictory(c, terms, net);
    }

    private static boolean isContradictory(VatCase c, GAccountTerms terms, Money net) {
        var date = c.question().taxDate();
        boolean outside = (terms.from() != null && date.isBefore(terms.from()))
                || (terms.to() != null && date.isAfter(terms.to()));
        if (outside) {
            c.findings()
                    .miss(
                            "G_ACCOUNT_DATE",
                            "The G-account share of " + terms.percentage() + " was agreed from " + terms.from() + " to "
                                    + terms.to() + ", not for " + date + ": correct gAccount of " + c.where() + ".");
        }
        var wage = terms.wagePart();
        boolean tooMuch = wage != null
                && (!wage.currency().equals(net.currency())
                        || wage.amount().abs().compareTo(net.amount().abs()) > 0);
        if (tooMuch) {
            c.findings()
                    .miss(
                            "G_ACCOUNT_WAGE_PART",
                            "The wage part " + wage + " is more than the invoice without VAT (" + net
                                    + "): correct gAccount.wagePart of " + c.where() + ".");
        }
        return outside || tooMuch;
    }
}
