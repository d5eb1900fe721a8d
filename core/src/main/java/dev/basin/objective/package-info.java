/**
 * The function {@code f : Rⁿ → R} of one flat vector that optimisers move along and instruments
 * ask.
 */
@NullMarked
package dev.basin.objective;

import org.jspecify.annotations.NullMarked;
