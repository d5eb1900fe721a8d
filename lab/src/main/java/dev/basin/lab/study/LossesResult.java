package dev.basin.lab.study;

import dev.basin.objective.Evaluation;

/**
 * Loss and accuracy at some weights.
 *
 * @param train over the training points
 * @param test over the test points
 */
public record LossesResult(Evaluation train, Evaluation test) {}
