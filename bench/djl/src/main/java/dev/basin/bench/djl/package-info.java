/** Network F1 in DJL, a peer of the benchmarks; nothing of Basin is on its class path. */
@NullMarked
package dev.basin.bench.djl;

import org.jspecify.annotations.NullMarked;
