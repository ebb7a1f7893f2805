package nl.factuurstroom.internal.engine;

import java.time.Duration;
import nl.factuurstroom.accounting.AccountingGateway;

/** An act in the books: how long to wait for what comes from the gateway's behaviour. */
interface BooksAct<R> extends Effects.Act<R> {

    AccountingGateway gateway();

    @Override
    default Duration callTimeout() {
        return gateway().behaviour().callTimeout();
    }

    @Override
    default Duration searchLag() {
        return gateway().behaviour().searchLag();
    }

    @Override
    default Duration lateness() {
        return gateway().behaviour().lateness();
    }
}
