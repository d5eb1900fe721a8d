package dev.basin.lab.instrument;

import dev.basin.landscape.LandscapePoint;
import dev.basin.sharpness.SharpnessResult;
import java.util.List;

/**
 * A sharpness, and the way to where it was found.
 *
 * @param sharpness φ with all that belongs to it
 * @param profile loss and accuracy from the mirror image of the worst point (α = −1) through the
 *     solution (0) to the worst point (1); empty unless asked for
 */
public record SharpnessFound(SharpnessResult sharpness, List<LandscapePoint> profile) {

  /** Copies the list. */
  public SharpnessFound {
    profile = List.copyOf(profile);
  }
}
