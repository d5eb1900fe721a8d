/**
 * The paper's main experiment as a study of two arms: for each trial, train with a small and with a
 * large batch from one random start, measure both solutions, and the paths between them.
 */
@NullMarked
package dev.basin.lab.compare;

import org.jspecify.annotations.NullMarked;
