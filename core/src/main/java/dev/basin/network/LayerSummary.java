package dev.basin.network;

import dev.basin.engine.PointShape;

/**
 * One layer of a network in numbers.
 *
 * @param name the stem of its tensors in weight files, empty if it has none
 * @param layer what it is, in the paper's notation
 * @param output the shape of its output for one point
 * @param parameters its trainable weights
 * @param forwardFlops operations of its products for one point, a multiply-add counting as two
 */
public record LayerSummary(
    String name, String layer, PointShape output, long parameters, long forwardFlops) {}
