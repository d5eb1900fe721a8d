package dev.basin.lab.study;

import dev.basin.data.TrainTestData;
import java.util.List;

/** Data sets by the names that studies give them. */
public interface DataCatalogue {

  /**
   * The name of a data set in results and in the names of runs, however a study found it.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  String name(String data);

  /**
   * What a command line says to find this data set, each option with its value: another in its
   * place, the folder of data sets; none where it is found by its name alone.
   */
  default List<List<String>> options(String data) {
    return List.of();
  }

  /**
   * How many training points a data set has; may have to fetch or open it.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  int trainPoints(String data);

  /**
   * Whether the points of a data set are pictures; does not fetch it.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  boolean hasPictures(String data);

  /**
   * Opens a data set, fetched or made if need be; the caller closes it.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  TrainTestData open(String data);
}
