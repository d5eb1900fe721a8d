/** Means, intervals and tests over trials. */
@NullMarked
package dev.basin.lab.stats;

import org.jspecify.annotations.NullMarked;
