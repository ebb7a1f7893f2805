package nl.factuurstroom.account;

/**
 * One thing the doctor found.
 *
 * @param severity {@code ERROR} stops the steps that need this account; {@code WARNING} stops nothing
 * @param subject the setting or part at fault, as its user knows it: {@code exact.vat-code.standard}
 * @param message what is wrong and how to mend it
 */
public record Finding(Severity severity, String subject, String message) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Finding error(String subject, String message) {
        return new Finding(Severity.ERROR, subject, message);
    }

    public static Finding warning(String subject, String message) {
        return new Finding(Severity.WARNING, subject, message);
    }
}
