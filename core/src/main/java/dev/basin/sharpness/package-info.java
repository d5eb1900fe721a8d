/** How far the loss rises in a small box around a solution: the paper's Metric 2.1. */
@NullMarked
package dev.basin.sharpness;

import org.jspecify.annotations.NullMarked;
