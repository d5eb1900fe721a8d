package dev.basin.lab.study.yaml;

import dev.basin.engine.Printable;
import dev.basin.lab.study.StudyFormatException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML into values that know their lines. Nothing is constructed from tags. */
final class YamlText {
  /** Far more than a study needs; a file that refers to itself goes deeper. */
  private static final int MOST_LEVELS = 20;

  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int LONGEST_PROBLEM = 200;

  private final String file;

  private YamlText(String file) {
    this.file = file;
  }

  /**
   * Reads a document.
   *
   * @param file its name in messages
   * @param text what it says
   * @throws StudyFormatException if it is not YAML, or not one map
   */
  static Located parse(String file, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(50);
    options.setNestingDepthLimit(MOST_LEVELS);
    options.setCodePointLimit(MOST_CHARACTERS);
    Node root;
    try {
      root = new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new StudyFormatException(
          "%s:%d: not YAML: %s; mend that line"
              .formatted(file, line, Printable.shortened(e.getProblem(), LONGEST_PROBLEM)),
          e);
    } catch (RuntimeException e) {
      throw new StudyFormatException(file + ": not YAML: " + firstLine(e), e);
    }
    if (root == null) {
      throw new StudyFormatException(file + ":1: the file is empty; expected a study");
    }
    Located document = new YamlText(file).value("the study", root, 0);
    document.entries();
    return document;
  }

  private Located value(String name, Node node, int level) {
    int line = node.getStartMark().getLine() + 1;
    if (level > MOST_LEVELS) {
      throw new StudyFormatException(
          "%s:%d: %s is nested too deeply".formatted(file, line, Printable.quote(name)));
    }
    if (node instanceof ScalarNode scalar) {
      return Located.text(file, line, name, scalar.getValue());
    }
    if (node instanceof SequenceNode sequence) {
      List<Located> values = new ArrayList<>();
      for (Node element : sequence.getValue()) {
        values.add(value(name, element, level + 1));
      }
      return Located.list(file, line, name, values);
    }
    Map<String, Located> values = new LinkedHashMap<>();
    for (NodeTuple entry : ((MappingNode) node).getValue()) {
      String key = key(entry.getKeyNode());
      if (values.put(key, value(key, entry.getValueNode(), level + 1)) != null) {
        throw new StudyFormatException(
            file
                + ":"
                + line(entry.getKeyNode())
                + ": "
                + Printable.quote(key)
                + " is given twice");
      }
    }
    return Located.map(file, line, name, values);
  }

  private String key(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new StudyFormatException(file + ":" + line(node) + ": a key must be one word");
  }

  private static String firstLine(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return Printable.shortened(message.lines().findFirst().orElse(""), LONGEST_PROBLEM);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
