package nl.factuurstroom.connector.support;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.Nullable;
import nl.factuurstroom.error.OutcomeUnknownException;

/** Follows a vendor's pages lazily: a page is read when its first item is asked for. */
public final class Pages {

    private Pages() {}

    /**
     * One page.
     *
     * @param items what it holds, perhaps nothing
     * @param next token or link of the next page; null after the last
     */
    public record Page<T>(List<T> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** Reads one page; the first is asked for with null. */
    @FunctionalInterface
    public interface PageReader<T> {
        Page<T> read(@Nullable String next);
    }

    /**
     * All items of all pages. A vendor that names the same next page twice would keep us forever: that ends in an {@link
     * OutcomeUnknownException}.
     *
     * @param reader reads one page; the first is asked for with null
     */
    public static <T> Stream<T> follow(PageReader<T> reader) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Items<>(reader), Spliterator.ORDERED), false);
    }

    /** The same for pages that are always asked for by a number or offset which the caller keeps. */
    public static <T> Stream<T> follow(Page<T> first, Function<String, Page<T>> next) {
        return follow(token -> token == null ? first : next.apply(token));
    }

    private static final class Items<T> implements Iterator<T> {
        private final PageReader<T> reader;
        private final Deque<T> read = new ArrayDeque<>();
        private final Set<String> seen = new HashSet<>();
        private @Nullable String next;
        private boolean done;

        Items(PageReader<T> reader) {
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            while (read.isEmpty() && !done) {
                var page = reader.read(next);
                read.addAll(page.items());
                next = page.next();
                done = next == null;
                if (next != null && !seen.add(next)) {
                    throw OutcomeUnknownException.unclearAnswer("the same next page was named twice", null, null);
                }
            }
            return !read.isEmpty();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return read.removeFirst();
        }
    }
}
