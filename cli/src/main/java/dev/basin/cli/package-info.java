/** The {@code basin} command. */
@NullMarked
package dev.basin.cli;

import org.jspecify.annotations.NullMarked;
