/** Figures of what was measured, and how numbers are written. */
@NullMarked
package dev.basin.lab.figure;

import org.jspecify.annotations.NullMarked;
