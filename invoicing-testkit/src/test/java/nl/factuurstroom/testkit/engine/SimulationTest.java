package nl.factuurstroom.testkit.engine;

import java.util.stream.LongStream;
import nl.factuurstroom.testkit.Simulation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A fixed set of seeds at every build; CONTRIBUTING has the command for many more. */
class SimulationTest {

    private static final int GROUPS = 10;
    private static final int SEEDS_PER_GROUP = 30;

    @TestFactory
    java.util.stream.Stream<DynamicTest> everyPromiseHoldsForTheseSeeds() {
        return LongStream.range(0, GROUPS)
                .mapToObj(group -> DynamicTest.dynamicTest(
                        "seeds " + group * SEEDS_PER_GROUP + " to " + ((group + 1) * SEEDS_PER_GROUP - 1),
                        () -> Simulation.main(new String[] {"" + group * SEEDS_PER_GROUP, "" + SEEDS_PER_GROUP})));
    }
}
