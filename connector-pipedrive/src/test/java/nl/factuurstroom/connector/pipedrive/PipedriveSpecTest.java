package nl.factuurstroom.connector.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.factuurstroom.testkit.simulator.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every request that the connector makes, held against the vendor's published specs where those lie beside the project. */
class PipedriveSpecTest {

    private final SimulatedAccount account = new SimulatedAccount();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void makesOnlyRequestsThatTheVendorPublished() {
        assumeTrue(Files.exists(PublishedSpec.FOLDER), "skipped: the vendor's specs don't lie beside the project");
        var spec = new PublishedSpec();
        long one = account.wonDeal("2", "50.00");
        long other = account.wonDeal("1", "75.00");
        long archived = account.wonDeal("1", "75.00");
        account.vendor.archive(archived);

        everythingOf(
                account.connector(settings ->
                        settings.createProperties(true).companyId(null).paidNote("Klant heeft betaald")),
                one,
                other,
                archived);

        assertThat(account.callsMade()).contains("POST /api/v2/dealFields", "PATCH /api/v2/deals/*", "POST /v1/notes");
        assertThat(account.vendor.calls()).flatExtracting(spec::faults).isEmpty();
    }

    @Test
    void noticesWhatTheVendorWouldNotUnderstand() {
        assumeTrue(Files.exists(PublishedSpec.FOLDER), "skipped: the vendor's specs don't lie beside the project");
        var spec = new PublishedSpec();

        assertThat(spec.faults(call("GET", "/api/v2/deals?won_since=2026-11-01", "")))
                .hasSize(1);
        assertThat(spec.faults(call("GET", "/api/v2/deals?sort_by=won_time", "")))
                .hasSize(1);
        assertThat(spec.faults(call("GET", "/api/v2/deals/812/notes", ""))).hasSize(1);
        assertThat(spec.faults(call("POST", "/api/v2/dealFields", "{\"field_name\": \"A\"}")))
                .hasSize(1);
        assertThat(spec.faults(call("PATCH", "/api/v2/deals/812", "{\"custom_fields\": [], \"paid\": 1}")))
                .hasSize(2);
        assertThat(spec.faults(call("GET", "/api/v2/deals?status=won&limit=500", "")))
                .isEmpty();
    }

    private static Call call(String method, String uri, String body) {
        return new Call(method, URI.create(uri), Map.of(), body, SimulatedAccount.NOW);
    }

    private void everythingOf(Pipedrive pipedrive, long one, long other, long archived) {
        var reader = pipedrive.dealWon().reader();
        var catchUp = pipedrive.dealWon().catchUp().orElseThrow();
        reader.read(Set.of(SimulatedAccount.ref(one)));
        reader.read(Set.of(SimulatedAccount.ref(one), SimulatedAccount.ref(other), SimulatedAccount.ref(archived)));
        reader.wonStates(Set.of(SimulatedAccount.ref(one), SimulatedAccount.ref(other)));
        var cursor = catchUp.changedSince(null).cursor();
        account.advance(Duration.ofDays(1));
        for (var changes = catchUp.changedSince(cursor); changes.more(); ) {
            changes = catchUp.changedSince(changes.cursor());
        }
        catchUp.wonBetween(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));
        pipedrive.crmUpdater().update(List.of(SimulatedAccount.paid(one)));
        pipedrive.check();
    }
}
