package nl.factuurstroom.testkit.simulator;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** How a webhook travels: over HTTP, or into a test's hands. */
interface MoneybirdPush {

    /** Posts; returns the status, or 0 when there was no answer. */
    int post(URI url, Map<String, List<String>> headers, String body);
}
