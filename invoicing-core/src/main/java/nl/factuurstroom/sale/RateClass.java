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
    EXEMPT,
    /** Hotel and holiday home, tabel I b.11: reduced for nights until 2025, standard from 2026. */
    LODGING,
    /** A camping pitch without accommodation, tabel I b.11. */
    CAMPING_PITCH,
    /** Breakfast, pool or park access sold as a separate facility with lodging. */
    LODGING_FACILITY,
    /** Culture, media, sport and books. */
    CULTURE,
    /** Solar panels on or near homes, with installation: zero since 2023. */
    SOLAR_PANELS
}
