package dev.basin.lab;

import java.util.Map;

/**
 * Where and with what a result was made.
 *
 * @param basin version of Basin
 * @param commit commit it was built from, or {@code unknown}
 * @param processor the processor's model name
 * @param cores processors the JVM may use
 * @param memoryBytes physical memory
 * @param operatingSystem name, version and architecture
 * @param blas the matrix library in force
 * @param versions versions of the libraries that decide numbers: java, libtorch, blas…
 */
public record Environment(
    String basin,
    String commit,
    String processor,
    int cores,
    long memoryBytes,
    String operatingSystem,
    String blas,
    Map<String, String> versions) {}
