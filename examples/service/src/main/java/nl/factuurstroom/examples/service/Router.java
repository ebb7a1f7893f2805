package nl.factuurstroom.examples.service;

import java.util.List;
import java.util.function.Function;

/** Which endpoint answers which path. */
final class Router implements Function<Request, Answer> {

    private final Webhooks webhooks;
    private final Operations operations;
    private final AdminGate gate;

    Router(Webhooks webhooks, Operations operations, AdminGate gate) {
        this.webhooks = webhooks;
        this.operations = operations;
        this.gate = gate;
    }

    @Override
    public Answer apply(Request request) {
        var path = request.path();
        return switch (path.get(0)) {
            case "webhooks" ->
                path.size() == 2 && webhooks.knows(path.get(1))
                        ? only("POST", request, () -> webhooks.receive(path.get(1), request))
                        : notFound();
            case "health" -> path.size() == 1 ? only("GET", request, operations::health) : notFound();
            case "insights" -> admin(path, 1, "GET", request, operations::insights);
            case "attention" ->
                path.size() == 1
                        ? admin(path, 1, "GET", request, operations::attention)
                        : Operations.ACTS.contains(path.get(path.size() - 1))
                                ? admin(
                                        path,
                                        3,
                                        "POST",
                                        request,
                                        () -> operations.act(path.get(1), path.get(2), request))
                                : notFound();
            case "pause" -> admin(path, 1, "POST", request, () -> operations.pause(request));
            case "resume" -> admin(path, 1, "POST", request, operations::resume);
            case "status" -> admin(path, 1, "GET", request, () -> operations.status(request));
            case "journal" -> admin(path, 1, "GET", request, () -> operations.journal(request));
            case "erase" -> admin(path, 1, "POST", request, () -> operations.erase(request));
            case "preview" -> admin(path, 1, "POST", request, () -> operations.preview(request));
            case "check" -> admin(path, 1, "GET", request, operations::check);
            default -> notFound();
        };
    }

    private Answer admin(List<String> path, int length, String method, Request request, Endpoint endpoint) {
        if (path.size() != length) {
            return notFound();
        }
        return only(
                method,
                request,
                () -> gate.refusal(request.caller(), request.firstHeaders()).orElseGet(endpoint::answer));
    }

    private static Answer only(String method, Request request, Endpoint endpoint) {
        boolean allowed = request.method().equals(method)
                || (method.equals("GET") && request.method().equals("HEAD"));
        return allowed
                ? endpoint.answer()
                : Answer.problem(405, "use " + method).with("Allow", method);
    }

    private static Answer notFound() {
        return Answer.problem(404, "there is nothing here");
    }

    private interface Endpoint {
        Answer answer();
    }
}
