package nl.factuurstroom.sale;

import javax.annotation.Nullable;

/**
 * A line that the source sells again and again.
 *
 * @param frequency as the source names it: {@code monthly}
 * @param term how long, ISO 8601 ({@code P12M}), or null when open-ended
 */
public record Recurrence(String frequency, @Nullable String term) {}
