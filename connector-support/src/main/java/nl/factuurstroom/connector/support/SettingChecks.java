package nl.factuurstroom.connector.support;

import java.time.Duration;
import javax.annotation.Nullable;

/** What the setters of every connector's settings ask of their arguments, in the same words. Returns what is kept. */
public final class SettingChecks {

    private SettingChecks() {}

    /** Without blanks around it; null for nothing but blanks: left out in a properties file is the same as not set. */
    public static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** @throws IllegalArgumentException when there is nothing but blanks */
    public static String notBlank(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the " + name + " must not be blank");
        }
        return text.strip();
    }

    /** A limit, of which 0 switches off. @throws IllegalArgumentException when it is less */
    public static int zeroOrMore(String name, int number) {
        if (number < 0) {
            throw new IllegalArgumentException("the " + name + " must be 0 (off) or more, was " + number);
        }
        return number;
    }

    /** @throws IllegalArgumentException when it is negative */
    public static Duration notNegative(String name, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("the " + name + " must not be negative, was " + time);
        }
        return time;
    }

    /** @throws IllegalArgumentException when it is zero or negative */
    public static Duration positive(String name, Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("the " + name + " must be longer than zero, was " + time);
        }
        return time;
    }
}
