package dev.basin.lab.export;

/**
 * A column of a {@link Table}.
 *
 * @param name with its unit, such as {@code test_loss_nats}
 * @param type of its values
 */
public record Column(String name, ColumnType type) {}
