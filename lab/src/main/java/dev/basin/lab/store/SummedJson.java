package dev.basin.lab.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.basin.engine.Sha256;
import dev.basin.lab.study.CanonicalJson;
import java.util.function.Function;

/** JSON objects that hold the beginning of the SHA-256 of all else in them, on one line. */
final class SummedJson {
  private static final String SUM = "sum";
  private static final int DIGITS = 12;

  private SummedJson() {}

  /** An object with its sum. */
  static ObjectNode of(Object value) {
    ObjectNode all = (ObjectNode) CanonicalJson.tree(value);
    all.remove(SUM);
    return all.put(SUM, Sha256.of(CanonicalJson.line(all)).substring(0, DIGITS));
  }

  /**
   * Whether a text is what was written of such an object.
   *
   * @param writer that wrote it
   */
  static boolean isWhole(String text, Function<Object, String> writer) {
    try {
      return CanonicalJson.read(text, JsonNode.class) instanceof ObjectNode object
          && text.equals(writer.apply(of(object)));
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
