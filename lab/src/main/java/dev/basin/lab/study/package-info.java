/**
 * Studies: which networks to train in which ways and what to measure, read from a file, run into a
 * store from which an interrupted study goes on, and shared by every study that asks for the same.
 */
@NullMarked
package dev.basin.lab.study;

import org.jspecify.annotations.NullMarked;
