package dev.basin.data.prepared;

import dev.basin.engine.PointShape;
import dev.basin.engine.Printable;
import java.util.List;

/**
 * What a prepared data set is.
 *
 * @param name what it is called in results
 * @param classes the names of the classes, in the order of their labels
 * @param shape the shape of a point
 * @param element the type of its values
 * @param origin where it comes from and what was done to it, a sentence for results
 */
public record PreparedSetInfo(
    String name, List<String> classes, PointShape shape, Element element, String origin) {

  /** The type of a point's values. */
  public enum Element {
    /** An unsigned byte b, which a network sees as b / 255. */
    UINT8("|u1", 1),
    /** A float32, which a network sees as it is. */
    FLOAT32("<f4", 4);

    private final String npyType;
    private final int bytes;

    Element(String npyType, int bytes) {
      this.npyType = npyType;
      this.bytes = bytes;
    }

    /** The type as NumPy writes it. */
    String npyType() {
      return npyType;
    }

    /** Bytes of one value. */
    int bytes() {
      return bytes;
    }
  }

  /** Checks that there is a class, and keeps all of it printable, as results repeat it. */
  public PreparedSetInfo {
    name = Printable.of(name);
    origin = Printable.of(origin);
    classes = classes.stream().map(Printable::of).toList();
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(name + ", classes: found none, expected at least 1");
    }
  }
}
