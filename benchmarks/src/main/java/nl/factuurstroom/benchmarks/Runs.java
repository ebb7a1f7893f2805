package nl.factuurstroom.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.LongAdder;
import nl.factuurstroom.InvoicingStore;
import nl.factuurstroom.internal.engine.Backend;

/** A store that counts how often its scheduler runs something. */
final class Runs implements InvoicingStore {

    private final InvoicingStore store;
    private final LongAdder count = new LongAdder();
    private final Backend backend;

    Runs(InvoicingStore store) {
        this.store = store;
        this.backend = (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("register")) {
                        arguments[1] = counting((Backend.AlarmHandler) arguments[1]);
                    }
                    try {
                        return method.invoke(store.backend(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Backend.AlarmHandler counting(Backend.AlarmHandler handler) {
        return (Backend.AlarmHandler) Proxy.newProxyInstance(
                Backend.class.getClassLoader(),
                new Class<?>[] {Backend.AlarmHandler.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("run")) {
                        count.increment();
                    }
                    try {
                        return method.invoke(handler, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    long count() {
        return count.sum();
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public void close() {
        store.close();
    }
}
