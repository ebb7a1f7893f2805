package nl.factuurstroom.sale;

/** Which Dutch rate the supply would have if its place is NL; the percentage follows from the date. */
public enum RateClass {
    /** OB art. 9(1). */
    STANDARD,
    /** OB art. 9(2)(a), tabel I. */
    REDUCED,
    /** OB art. 9(2)(b), tabel II. */
    ZERO,
    /** OB art. 11. */
    EXEMPT
}
