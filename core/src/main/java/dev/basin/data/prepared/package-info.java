/** Data sets in Basin's own form, which open at once. */
@NullMarked
package dev.basin.data.prepared;

import org.jspecify.annotations.NullMarked;
