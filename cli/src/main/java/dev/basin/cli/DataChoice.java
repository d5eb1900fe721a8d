package dev.basin.cli;

import dev.basin.data.TrainTestData;
import java.util.OptionalInt;

/** A data set that {@code --data} names. */
interface DataChoice {

  /** Its name in results. */
  String name();

  /** Its training points, where that is known before it is there. */
  OptionalInt trainPoints();

  /** Whether its points are pictures. */
  boolean hasPictures();

  /** Finds, fetches or makes it if need be, and opens it. */
  TrainTestData load();
}
