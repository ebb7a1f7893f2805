package nl.factuurstroom.examples.service;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which names and addresses mean this machine only. Asks no name server. */
final class Loopback {

    private static final Pattern IPV4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private Loopback() {}

    /** Whether a host as it stands in an address or a Host header, without port, is this machine. */
    static boolean isLoopback(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.equals("::1")
                || IPV4.matcher(name).matches();
    }

    /** The same for a Host header, port and all. */
    static boolean isLoopbackHostHeader(String header) {
        return isLoopback(header.replaceFirst(":[0-9]*$", ""));
    }
}
