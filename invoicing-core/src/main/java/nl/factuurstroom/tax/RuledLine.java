package nl.factuurstroom.tax;

/** A line and how it is treated. */
record RuledLine(WorkLine line, Ruling ruling) {}
