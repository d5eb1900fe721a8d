package dev.basin.lab.study.yaml;

import dev.basin.engine.Printable;
import dev.basin.engine.TextFile;
import dev.basin.lab.FileFailure;
import dev.basin.lab.study.DataText;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.Section;
import dev.basin.lab.study.Study;
import dev.basin.lab.study.StudyFormatException;
import dev.basin.lab.study.Subject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A study file, YAML:
 *
 * <pre>
 * title: Sharpness of the minima in the full space
 * paper: Table 3
 * about: One paragraph for the report.
 * show: [sharpness]
 * trials: 5
 * arms:
 *   SB: {batch: 256, epochs: 40}
 *   LB: {batch: 10%, epochs: 100}
 * measure:
 *   - sharpness: {epsilon: [1e-3, 5e-4], space: full}
 * networks:
 *   - {network: F1, data: mnist}
 * scales:
 *   smoke: {trials: 2, limit: 500}
 *   laptop: {}
 *   paper: {}
 * </pre>
 *
 * <p>What stands under {@code scales} is put over the rest for that scale, and what stands with a
 * network over everything for that network: maps key by key, anything else whole. {@code base:
 * _common.yaml} names a file beside this one over which this one is put; a file whose name begins
 * with {@code _} is no study itself.
 */
public final class StudyFile {
  private static final String ENDING = ".yaml";
  private static final String BASE = "base";

  /** A hundred times as much as any study of the paper needs. */
  private static final long MOST_BYTES = 1 << 20;

  private static final Set<String> OF_STUDY =
      Set.of("title", "about", "paper", "show", "networks", "scales");
  private static final Set<String> OF_NETWORK = Set.of("network", "data");

  private final String name;
  private final Located document;

  private StudyFile(String name, Located document) {
    this.name = name;
    this.document = document;
  }

  /**
   * Reads a file, at every scale, so that a mistake is found whichever is run.
   *
   * @throws StudyFormatException if it is no study, with the line
   */
  public static StudyFile read(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(ENDING)) {
      throw new StudyFormatException(file + " is not a study file; expected a name in " + ENDING);
    }
    try {
      return of(file.toString(), stem(name), document(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StudyFormatException unreadable(Path file, IOException e) {
    return e instanceof CharacterCodingException
        ? new StudyFormatException(file + " is not text in UTF-8", e)
        : new StudyFormatException(file + " cannot be read: " + FileFailure.reason(e), e);
  }

  /** What a file says, over what the file says that it names as its base. */
  private static Located document(Path file) throws IOException {
    Located own = YamlText.parse(file.toString(), text(file));
    Optional<Located> base = own.get(BASE);
    if (base.isEmpty()) {
      return own;
    }
    String baseName = base.get().text();
    Located under;
    try {
      Path common = file.resolveSibling(baseName);
      under = YamlText.parse(common.toString(), text(common));
    } catch (IOException | InvalidPathException e) {
      String reason =
          e instanceof IOException failure ? FileFailure.reason(failure) : "no file's name";
      StudyFormatException refusal =
          base.get().error("base " + Printable.quote(baseName) + " cannot be read: " + reason);
      refusal.initCause(e);
      throw refusal;
    }
    if (under.get(BASE).isPresent()) {
      throw base.get()
          .error(
              "base "
                  + Printable.quote(baseName)
                  + " has a base itself; expected one that has none");
    }
    return under.with(own.without(Set.of(BASE))).placedAs(own);
  }

  private static String text(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is no regular file");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          "it has " + Files.size(file) + " bytes; expected at most " + MOST_BYTES);
    }
    return TextFile.read(file);
  }

  /**
   * Reads every study of a folder, in the order of their names, or a single file.
   *
   * @throws StudyFormatException if one is no study, or there is none
   */
  public static List<StudyFile> readAll(Path fileOrFolder) {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(read(fileOrFolder));
    }
    List<Path> files;
    try (var entries = Files.list(fileOrFolder)) {
      files =
          entries
              .filter(entry -> entry.toString().endsWith(ENDING))
              .filter(entry -> !entry.getFileName().toString().startsWith("_"))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new StudyFormatException(fileOrFolder + " cannot be read: " + FileFailure.reason(e), e);
    }
    if (files.isEmpty()) {
      throw new StudyFormatException(fileOrFolder + " holds no study, no file in " + ENDING);
    }
    return files.stream().map(StudyFile::read).toList();
  }

  private static String stem(String fileName) {
    return fileName.substring(0, fileName.length() - ENDING.length());
  }

  /** Reads a study that has no base from a text. */
  public static StudyFile parse(String file, String name, String text) {
    return of(file, name, YamlText.parse(file, text));
  }

  private static StudyFile of(String file, String name, Located document) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new StudyFormatException(
          file
              + ": the name of a study begins with a letter or a digit and has letters, digits,"
              + " '.', '-' and '_' only; one that begins with '_' is a base for others");
    }
    StudyFile study = new StudyFile(name, document);
    study
        .document
        .get("scales")
        .ifPresent(
            scales ->
                scales.entries().forEach((word, scale) -> scale.checked(() -> Scale.parse(word))));
    for (Scale scale : Scale.values()) {
      study.at(scale);
    }
    return study;
  }

  /** Its name: that of the file without its ending. */
  public String name() {
    return name;
  }

  private Located whole(Scale scale) {
    return document
        .get("scales")
        .flatMap(scales -> scales.get(scale.label()))
        .map(document::with)
        .orElse(document);
  }

  /**
   * Has every data set looked at that it names at a scale.
   *
   * @param check gets the text that stands there, and the {@link DataText} that it means; what it
   *     refuses gets the line
   */
  public void requireData(Scale scale, BiConsumer<String, DataText> check) {
    Located whole = whole(scale);
    Located common = whole.without(OF_STUDY);
    for (Located network : whole.require("networks").list()) {
      Located map = common.with(network);
      DataText data = SubjectReader.data(map);
      map.require("data")
          .parsed(
              text -> {
                check.accept(text, data);
                return data;
              });
    }
  }

  /** What it asks for at a scale. */
  public Study at(Scale scale) {
    Located whole = whole(scale);
    Set<String> known = new HashSet<>(OF_STUDY);
    known.addAll(SubjectReader.KEYS);
    whole.requireKeys(known);
    Located common = whole.without(OF_STUDY);
    List<Subject> subjects = new ArrayList<>();
    for (Located network : whole.require("networks").list()) {
      Set<String> ofNetwork = new HashSet<>(OF_NETWORK);
      ofNetwork.addAll(SubjectReader.KEYS);
      network.requireKeys(ofNetwork);
      subjects.add(new SubjectReader(common.with(network)).read());
    }
    List<Section> show =
        whole.require("show").list().stream().map(word -> word.parsed(Section::parse)).toList();
    return new Study(
        name,
        whole.require("title").text().strip(),
        text(whole, "about"),
        text(whole, "paper"),
        scale,
        show,
        subjects);
  }

  private static String text(Located map, String key) {
    return map.get(key).map(value -> value.text().strip().replaceAll("\\s+", " ")).orElse("");
  }
}
