package nl.factuurstroom.examples.service;

import java.net.URI;
import java.util.Map;
import nl.factuurstroom.InvoicingPipeline;
import nl.factuurstroom.trigger.WebhookRequest;
import nl.factuurstroom.trigger.WebhookSource;

/** Hands webhooks to the pipeline. */
final class Webhooks {

    private final InvoicingPipeline pipeline;
    private final Map<String, WebhookSource> sources;
    private final URI publicUrl;

    /** @param publicUrl what vendors call, without the path: the signed address, whatever a request's headers claim */
    Webhooks(InvoicingPipeline pipeline, Map<String, WebhookSource> sources, URI publicUrl) {
        this.pipeline = pipeline;
        this.sources = Map.copyOf(sources);
        this.publicUrl = publicUrl;
    }

    boolean knows(String source) {
        return sources.containsKey(source);
    }

    Answer receive(String name, Request request) {
        var source = sources.get(name);
        if (source == null) {
            return Answer.problem(404, "no webhooks are taken in for " + name);
        }
        var response = pipeline.receive(
                source, WebhookRequest.of(request.method(), url(request), request.headers(), request.body()));
        return response.accepted()
                ? Answer.json(response.status(), Map.of("result", response.body()))
                : Answer.problem(response.status(), response.body());
    }

    private URI url(Request request) {
        var query = request.target().getRawQuery();
        return URI.create(publicUrl + request.target().getRawPath() + (query == null ? "" : "?" + query));
    }
}
