package nl.factuurstroom.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

public class Smoke {
    @Benchmark
    public int a() { return 1; }
}
