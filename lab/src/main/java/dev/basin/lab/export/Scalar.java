package dev.basin.lab.export;

/**
 * A number with a name and a place on the axis of epochs.
 *
 * @param tag its name, in groups parted by {@code /}
 * @param step after which epoch
 * @param value the number, which may be NaN or infinite
 */
public record Scalar(String tag, long step, double value) {}
