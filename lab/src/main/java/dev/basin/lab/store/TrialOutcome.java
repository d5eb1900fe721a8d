package dev.basin.lab.store;

import dev.basin.objective.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * How a training run ended.
 *
 * @param stopped why: {@code patience}, {@code epochs} or {@code diverged}
 * @param diverged whether the loss or a weight is no longer finite; then there are no losses
 * @param epochs how many were trained
 * @param train loss and accuracy at the solution over the training points
 * @param test the same over the test points
 * @param distance ‖x − x₀‖₂, how far the solution lies from the start of this run
 */
public record TrialOutcome(
    String stopped,
    boolean diverged,
    int epochs,
    @Nullable Evaluation train,
    @Nullable Evaluation test,
    double distance) {}
