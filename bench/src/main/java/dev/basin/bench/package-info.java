/**
 * The speed of training beside peers and the machine's own matrix products.
 *
 * <p>{@link dev.basin.bench.SideBySide}, for whole epochs, and {@link dev.basin.bench.StepTimes},
 * for single steps, start every contender as a process of its own, because two builds of libtorch
 * cannot share one, and read one JSON line from each.
 */
@NullMarked
package dev.basin.bench;

import org.jspecify.annotations.NullMarked;
