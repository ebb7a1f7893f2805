package nl.factuurstroom.error;

/** The host's configuration does not fit the vendor account: a VAT code, journal or property is missing there. */
public final class ConfigurationException extends PermanentException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message, null, null);
    }
}
