package dev.basin.cli;

import dev.basin.sharpness.Region;

/** Reads {@code box}, {@code adaptive-box}, {@code ball} and {@code adaptive-ball}. */
final class RegionConverter extends WordConverter<Region> {
  RegionConverter() {
    super(Region.values(), Region::label);
  }
}
