package nl.factuurstroom.internal.engine;

/** Thresholds whose running total the store can keep. */
public enum TurnoverScheme {
    /** Distance sales and digital services to private persons in other member states. */
    OSS,
    /** Kleineondernemersregeling. */
    SMALL_BUSINESS
}
