package dev.basin.lab.report;

/**
 * A number that the paper prints.
 *
 * @param mean mean over the paper's 5 trials
 * @param deviation standard deviation over the 5 trials
 */
public record PaperValue(double mean, double deviation) {}
