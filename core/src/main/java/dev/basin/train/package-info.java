/** Moves the weights: epochs, stopping rules, and what each epoch looked like. */
@NullMarked
package dev.basin.train;

import org.jspecify.annotations.NullMarked;
