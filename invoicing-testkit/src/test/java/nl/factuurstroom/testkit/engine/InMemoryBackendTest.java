package nl.factuurstroom.testkit.engine;

import nl.factuurstroom.internal.engine.Backend;
import nl.factuurstroom.testkit.InMemoryStore;
import nl.factuurstroom.testkit.SettableClock;

class InMemoryBackendTest extends BackendContract {

    private final InMemoryStore store = InMemoryStore.at(SettableClock.at("2026-11-24T09:00:00Z"));

    @Override
    Backend backend() {
        return store.backend();
    }
}
