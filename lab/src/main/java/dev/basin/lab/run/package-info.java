/** Who does what a study asks: its jobs, in which order, on how many threads, and the training. */
@NullMarked
package dev.basin.lab.run;

import org.jspecify.annotations.NullMarked;
