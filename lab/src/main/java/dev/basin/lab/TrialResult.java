package dev.basin.lab;

import dev.basin.landscape.LandscapePoint;
import java.util.List;
import java.util.Map;

/**
 * A small-batch and a large-batch run from the same random start.
 *
 * @param trial 1 for the first
 * @param small the small-batch run
 * @param large the large-batch run
 * @param landscapes points by path name, {@code line} (the paper's Figure 3) and {@code arc} (its
 *     Figure 7), from the small-batch solution at α = 0 to the large-batch one at α = 1; empty if
 *     either run diverged
 */
public record TrialResult(
    int trial, RunResult small, RunResult large, Map<String, List<LandscapePoint>> landscapes) {}
