/**
 * The speed of network F1 beside its peers and the machine's own matrix products.
 *
 * <p>{@link dev.basin.bench.SideBySide} starts every contender as a process of its own, because two
 * builds of libtorch cannot share one, and reads one JSON line from each.
 */
@NullMarked
package dev.basin.bench;

import org.jspecify.annotations.NullMarked;
