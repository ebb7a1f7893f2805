package nl.factuurstroom.tax;

/** Why a taxed line is there. */
public enum LineRole {
    /** A line of the sale, whole. */
    SOLD,
    /** A part of a package, of a stay, or of a tiered price; its siblings come from the same line of the sale. */
    PART,
    /** Cost of delivery, or its share at one rate. */
    SHIPPING,
    /** A discount on the whole sale, its share at one rate; negative. */
    DISCOUNT,
    /** An advance that was invoiced before; negative. */
    ADVANCE
}
