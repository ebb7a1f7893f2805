package nl.factuurstroom.connector.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import nl.factuurstroom.error.ConfigurationException;
import nl.factuurstroom.error.RejectedException;

/** Makes request addresses that cannot leave the vendor's host. */
final class Addresses {

    private static final String LEGAL = "-._~!$&'()*+,;=:@/%?";

    private Addresses() {}

    /** The base with a slash at its end; http or https, with a host, without query, fragment or user. */
    static URI base(URI uri) {
        var scheme = uri.getScheme();
        boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!http
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a base address is http(s)://host[:port][/path], without query or user");
        }
        var text = uri.toString();
        return text.endsWith("/") ? uri : URI.create(text + "/");
    }

    /** A path below the base, or an absolute address on the very same scheme, host and port. */
    static URI resolve(String vendor, URI base, String pathOrUri) {
        if (pathOrUri.chars().anyMatch(Character::isISOControl) || pathOrUri.indexOf('#') >= 0) {
            throw new RejectedException("a path holds a line break, control character or #", "path", null);
        }
        var lower = pathOrUri.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return absolute(vendor, base, pathOrUri);
        }
        var path = pathOrUri.startsWith("/") ? pathOrUri.substring(1) : pathOrUri;
        var onlyPath = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        for (var segment : onlyPath.split("/", -1)) {
            if (segment.equals("..") || segment.equals(".")) {
                throw new RejectedException("a path climbs out of the vendor's base address", "path", null);
            }
        }
        return URI.create(base + escaped(path));
    }

    private static URI absolute(String vendor, URI base, String text) {
        var uri = URI.create(escaped(text));
        boolean same = base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getHost().equalsIgnoreCase(uri.getHost())
                && port(base) == port(uri)
                && uri.getRawUserInfo() == null;
        if (!same) {
            throw new ConfigurationException(vendor + " gave a link to " + uri.getScheme() + "://" + uri.getHost()
                    + ", but only " + base.getScheme() + "://" + base.getRawAuthority()
                    + " is trusted with our credentials; correct the base address or report this");
        }
        return uri;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** Leaves what is escaped already, as in a vendor's own links. */
    private static String escaped(String raw) {
        var text = raw.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
        var result = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letter || LEGAL.indexOf(c) >= 0) {
                result.append(c);
            } else {
                result.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return result.toString();
    }
}
