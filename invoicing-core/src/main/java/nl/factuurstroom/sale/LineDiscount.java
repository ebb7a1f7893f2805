package nl.factuurstroom.sale;

import nl.factuurstroom.money.Money;
import nl.factuurstroom.money.Percentage;

/** A discount on a whole line, as the source states it. Honoured once, never applied on top of a price that has it. */
public sealed interface LineDiscount {

    /** Per cent of quantity × unit price; from 0 to 100. */
    record Percent(Percentage percentage) implements LineDiscount {
        public Percent {
            if (percentage.value().signum() < 0 || percentage.compareTo(Percentage.of(100)) > 0) {
                throw new IllegalArgumentException("a discount is from 0 to 100 %, was " + percentage);
            }
        }
    }

    /** An amount off the line as a whole (not per unit), zero or more. */
    record Amount(Money amount) implements LineDiscount {
        public Amount {
            if (amount.signum() < 0) {
                throw new IllegalArgumentException("a discount must not be negative, was " + amount);
            }
        }
    }
}
