package nl.factuurstroom.examples.quickstart;

import java.util.List;

record Deal(String folder, String id, boolean waits) {

    static final List<Deal> ALL = List.of(
            new Deal("1-bakkerij", "33108462948", false),
            new Deal("2-boekhandel", "33108470117", false),
            new Deal("3-brouwerij", "33108481620", false),
            new Deal("4-werkzeugbau", "33108495301", false),
            new Deal("6-atelier", "33108511029", true));
}
