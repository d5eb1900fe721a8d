package dev.basin.lab.chart;

/**
 * A labelled place on an axis.
 *
 * @param value where
 * @param label what is written there
 */
public record Tick(double value, String label) {}
