package nl.factuurstroom.examples.service;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Stands in for the router until the port is known, which may be part of the public address. */
final class LateRouter implements Function<Request, Answer> {

    private final AtomicReference<Function<Request, Answer>> router =
            new AtomicReference<>(request -> Answer.problem(503, "starting"));

    void become(Function<Request, Answer> next) {
        router.set(next);
    }

    @Override
    public Answer apply(Request request) {
        return router.get().apply(request);
    }
}
