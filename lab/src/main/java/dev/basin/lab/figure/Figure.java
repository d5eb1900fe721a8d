package dev.basin.lab.figure;

import dev.basin.lab.chart.Chart;

/**
 * A chart with what is said under it.
 *
 * @param file the name of its files, without ending
 * @param chart the drawing
 * @param caption what it shows and how to read it
 */
public record Figure(String file, Chart chart, String caption) {}
