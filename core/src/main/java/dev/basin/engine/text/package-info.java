/** Settings written as one word of a command line. */
@NullMarked
package dev.basin.engine.text;

import org.jspecify.annotations.NullMarked;
