/**
 * Starts the native engine (libtorch and a matrix library) and keeps its threads, settings and
 * memory in order.
 */
@NullMarked
package dev.basin.engine;

import org.jspecify.annotations.NullMarked;
