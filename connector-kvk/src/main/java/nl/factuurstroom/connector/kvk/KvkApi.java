package nl.factuurstroom.connector.kvk;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nl.factuurstroom.connector.support.AccountConnection;
import nl.factuurstroom.connector.support.SecretHeader;
import nl.factuurstroom.connector.support.VendorHttp;
import nl.factuurstroom.connector.support.VendorResponse;
import nl.factuurstroom.error.NotFoundException;
import nl.factuurstroom.party.KvkNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** KvK's endpoints; all of them are GET. Swappable: KvK has announced successors. */
final class KvkApi {

    private static final Logger LOG = LoggerFactory.getLogger(KvkApi.class);
    private static final String HAL = "application/hal+json";

    private final VendorHttp http;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    KvkApi(KvkSettings settings, AccountConnection connection) {
        this.http = VendorHttp.builder("KvK", settings.baseUrl())
                .account(connection)
                .authenticator(SecretHeader.of("apikey", settings.apiKey()))
                .callTimeout(settings.callTimeout())
                .errors(KvkErrors::translate)
                .build();
    }

    /**
     * Basisprofiel v1; billed.
     *
     * @throws NotFoundException when KvK says that it has nothing for this number
     */
    KvkJson.Basisprofiel profile(KvkNumber number) {
        var answer = http.get("api/v1/basisprofielen/" + number.value())
                .header("Accept", HAL)
                .endpoint("basisprofielen")
                .send(KvkJson.Basisprofiel.class);
        warnOfRetirement(answer);
        return answer.body();
    }

    /** Zoeken v2; free. Whether anything is found doesn't matter: both show that the key works. */
    void tryKey() {
        try {
            http.get("api/v2/zoeken")
                    .query("kvkNummer", "69599084")
                    .header("Accept", HAL)
                    .send();
        } catch (NotFoundException e) {
            LOG.debug("KvK's search answers; nothing found");
        }
    }

    /** A version that is being retired announces its end in {@code Warning: 299}. */
    private void warnOfRetirement(VendorResponse<?> answer) {
        answer.headers()
                .firstValue("warning")
                .filter(text -> warned.size() < 10 && warned.add(text))
                .ifPresent(text -> LOG.warn("KvK warns: {}", text.replaceAll("\\p{Cntrl}", " ")));
    }
}
