package dev.basin.cli;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.ImageSize;
import dev.basin.data.TrainTestData;
import dev.basin.lab.study.DataCatalogue;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The data sets that studies name, some of them found elsewhere. */
final class StudyData implements DataCatalogue {
  /** TIMIT is sold; studies name it all the same. */
  private static final String NOT_FETCHED = "timit";

  private final Map<String, String> elsewhere;
  private final @Nullable Path directory;
  private final @Nullable ImageSize imageSize;
  private final Map<String, DataChoice> choices = new ConcurrentHashMap<>();
  private final Map<String, String> textsByName = new ConcurrentHashMap<>();
  private final Map<String, Integer> counted = new ConcurrentHashMap<>();

  /**
   * A catalogue.
   *
   * @param elsewhere what is taken in place of a data set, by the name in the studies
   * @param directory where data sets are kept, or null for the usual places
   * @param imageSize to which pictures of folders are scaled, or null for their own
   */
  StudyData(
      Map<String, String> elsewhere, @Nullable Path directory, @Nullable ImageSize imageSize) {
    this.elsewhere = Map.copyOf(elsewhere);
    this.directory = directory;
    this.imageSize = imageSize;
  }

  private DataChoice choice(String data) {
    return choices.computeIfAbsent(textsByName.getOrDefault(data, data), this::choose);
  }

  /** The names in whose place another data set is taken. */
  Set<String> replaced() {
    return elsewhere.keySet();
  }

  /**
   * Refuses a name that is no data set's; fetches and opens nothing.
   *
   * @throws IllegalArgumentException if there is none
   * @throws DatasetFormatException if it is a path, but of no data set
   */
  void require(String data) {
    choice(data);
  }

  /** Whether it is the paper's data set that cannot be fetched and was not given. */
  boolean hasToBeGiven(String data) {
    return data.equals(NOT_FETCHED) && !elsewhere.containsKey(data);
  }

  private DataChoice choose(String data) {
    String other = elsewhere.get(data);
    if (other != null) {
      return chooseOther(data, other);
    }
    try {
      return DataChoices.of(data, directory, imageSize);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + ". Say --data " + data + "=DATA to take another in its place", e);
    }
  }

  private DataChoice chooseOther(String data, String other) {
    String option = "--data " + data + "=" + other + ": ";
    try {
      return DataChoices.of(other, directory, imageSize);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + e.getMessage(), e);
    } catch (DatasetFormatException e) {
      throw e.namedAt(option);
    }
  }

  @Override
  public String name(String data) {
    String name = elsewhere.containsKey(data) ? data : choice(data).name();
    String before = textsByName.putIfAbsent(name, data);
    if (before != null && !before.equals(data)) {
      throw new IllegalArgumentException(
          "two data sets are called '"
              + name
              + "': "
              + before
              + " and "
              + data
              + "; rename one of the folders, or make them two studies with two stores");
    }
    return name;
  }

  @Override
  public int trainPoints(String data) {
    return counted.computeIfAbsent(
        data,
        name -> {
          OptionalInt known = choice(name).trainPoints();
          if (known.isPresent()) {
            return known.getAsInt();
          }
          try (TrainTestData opened = open(name)) {
            return opened.train().size();
          }
        });
  }

  @Override
  public boolean hasPictures(String data) {
    return choice(data).hasPictures();
  }

  @Override
  public TrainTestData open(String data) {
    return choice(data).load();
  }
}
