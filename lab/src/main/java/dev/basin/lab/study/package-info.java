/**
 * What a study asks: which networks to train in which ways, what to measure, and the plan that
 * follows, in which each trial has the name by which a store knows it.
 */
@NullMarked
package dev.basin.lab.study;

import org.jspecify.annotations.NullMarked;
