package dev.basin.cli;

import dev.basin.landscape.RandomDirection;

/** Reads {@code filter} and {@code sphere}. */
final class RandomDirectionConverter extends WordConverter<RandomDirection> {
  RandomDirectionConverter() {
    super(RandomDirection.values(), RandomDirection::label);
  }
}
