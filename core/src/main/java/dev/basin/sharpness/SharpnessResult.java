package dev.basin.sharpness;

import org.jspecify.annotations.Nullable;

/**
 * The (C_ε, A)-sharpness of one point (Keskar et al. 2017, Metric 2.1): {@code φ = 100 · (max f −
 * f) / (1 + f)}. The maximum is the best point found, so φ is a lower bound of the true value.
 *
 * @param loss f(x), in nats
 * @param sharpness φ, in percent of {@code 1 + f(x)}
 * @param maximum the largest f found in the box, in nats
 * @param region where the maximum was looked for
 * @param epsilon ε, the region's size
 * @param subspace the dimension p of the random subspace, or null for the full space
 * @param subspaceSeed the seed of the random matrix A, or null for the full space
 * @param maximizer which maximiser found the maximum: {@code lbfgsb} or {@code sign}
 * @param iterations iterations of that maximiser
 * @param evaluations evaluations of f and its gradient by all maximisers that were asked
 * @param nonFinite how many evaluations gave a value that was not finite and counted as not made
 * @param termination why that maximiser stopped
 * @param atBound share of the p coordinates that lie at a bound at the maximum, from 0 to 1
 */
public record SharpnessResult(
    double loss,
    double sharpness,
    double maximum,
    Region region,
    double epsilon,
    @Nullable Integer subspace,
    @Nullable Long subspaceSeed,
    String maximizer,
    int iterations,
    int evaluations,
    int nonFinite,
    String termination,
    double atBound) {}
