package nl.factuurstroom.testkit.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import javax.annotation.Nullable;

/** Something that happened to a deal. */
record PipedriveChange(
        long number,
        String action,
        long dealId,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        long userId,
        Map<String, ObjectNode> fields,
        @Nullable Long mergedTo,
        @Nullable Long mergedFrom) {}
