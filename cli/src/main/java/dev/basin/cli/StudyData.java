package dev.basin.cli;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.TrainTestData;
import dev.basin.data.image.ImageSize;
import dev.basin.lab.study.DataCatalogue;
import dev.basin.lab.study.DataText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private final Map<String, String> written = new ConcurrentHashMap<>();
  private final Map<String, DataChoice> choices = new ConcurrentHashMap<>();
  private final Map<String, String> textsByName = new ConcurrentHashMap<>();
  private final Map<String, Integer> counted = new ConcurrentHashMap<>();

  /**
   * A catalogue.
   *
   * @param elsewhere what is taken in place of a data set, by the name in the studies
   * @param directory where data sets are kept, or null for the usual places
   */
  StudyData(Map<String, String> elsewhere, @Nullable Path directory) {
    this.elsewhere = Map.copyOf(elsewhere);
    this.directory = directory;
  }

  /** The names in whose place another data set is taken. */
  Set<String> replaced() {
    return elsewhere.keySet();
  }

  /** Hears how a study writes a data set: in its place, too, another may be given. */
  void isWritten(String text, DataText data) {
    written.put(data.data(), text);
  }

  /**
   * Refuses what is no data set; fetches and opens nothing.
   *
   * @throws IllegalArgumentException if there is none
   * @throws DatasetFormatException if it is a path, but of no data set
   */
  void require(DataText data) {
    choice(data.text());
  }

  /** Whether it is the paper's data set that cannot be fetched and was not given. */
  boolean hasToBeGiven(String data) {
    return data.equals(NOT_FETCHED) && replacement(DataText.parse(data)) == null;
  }

  private @Nullable String replacement(DataText data) {
    String other = elsewhere.get(data.data());
    return other != null ? other : elsewhere.get(writtenAs(data));
  }

  private String writtenAs(DataText data) {
    return written.getOrDefault(data.data(), data.data());
  }

  @Override
  public List<List<String>> options(String data) {
    DataText text = DataText.parse(textsByName.getOrDefault(data, data));
    List<List<String>> options = new ArrayList<>();
    String name = elsewhere.containsKey(text.data()) ? text.data() : writtenAs(text);
    String other = elsewhere.get(name);
    if (other != null) {
      options.add(List.of("--data", name + "=" + whole(other)));
    }
    if (directory != null) {
      options.add(List.of("--data-dir", directory.toAbsolutePath().normalize().toString()));
    }
    return options;
  }

  /** A data set's name as it is, a path in full. */
  private static String whole(String data) {
    return DataText.isName(data) || data.contains("://")
        ? data
        : Path.of(data).toAbsolutePath().normalize().toString();
  }

  private DataChoice choice(String data) {
    return choices.computeIfAbsent(textsByName.getOrDefault(data, data), this::choose);
  }

  private DataChoice choose(String text) {
    DataText data = DataText.parse(text);
    String other = replacement(data);
    if (other != null) {
      return chooseOther(writtenAs(data), other, data.size());
    }
    if (data.data().isBlank()) {
      return DataChoices.of(data.data(), directory, data.size());
    }
    try {
      if (!DataText.isName(data.data()) && !Path.of(data.data()).isAbsolute()) {
        throw NoDataSet.called(data.data(), "beside the study");
      }
      return DataChoices.of(data.data(), directory, data.size());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + ". Say --data " + writtenAs(data) + "=DATA to take another in its place",
          e);
    }
  }

  private DataChoice chooseOther(String name, String other, @Nullable ImageSize size) {
    String option = "--data " + name + "=" + other + ": ";
    try {
      return DataChoices.of(other, directory, size);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + e.getMessage(), e);
    } catch (DatasetFormatException e) {
      throw e.namedAt(option);
    }
  }

  @Override
  public String name(String data) {
    DataText text = DataText.parse(data);
    String name =
        replacement(text) == null
            ? choice(data).name()
            : text.lastName() + DataText.suffix(text.size());
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
