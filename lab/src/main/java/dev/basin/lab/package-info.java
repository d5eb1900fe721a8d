/** Comparisons of small-batch with large-batch training: their results, statistics and reports. */
@NullMarked
package dev.basin.lab;

import org.jspecify.annotations.NullMarked;
