package dev.basin.cli;

import dev.basin.data.ImageSize;
import dev.basin.data.TrainTestData;
import dev.basin.lab.study.DataCatalogue;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The data sets that studies name, some of them found elsewhere. */
final class StudyData implements DataCatalogue {
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

  private DataChoice choose(String data) {
    try {
      return DataChoices.of(elsewhere.getOrDefault(data, data), directory, imageSize);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + ". Say --data " + data + "=DATA to take another in its place", e);
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
