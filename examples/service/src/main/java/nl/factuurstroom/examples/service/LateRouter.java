package nl.factuurstroom.examples.service;

import java.util.function.Function;

/** Stands in for the router until the port is known, which may be part of the public address. */
final class LateRouter implements Function<Request, Answer> {

    private volatile Function<Request, Answer> router = request -> Answer.problem(503, "starting");

    void become(Function<Request, Answer> next) {
        router = next;
    }

    @Override
    public Answer apply(Request request) {
        return router.apply(request);
    }
}
