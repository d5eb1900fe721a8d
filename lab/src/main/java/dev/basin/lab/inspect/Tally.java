package dev.basin.lab.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts entries, shapes and values while a file is read. */
final class Tally {
  private static final int FIRST_KEYS = 5;

  /** Entries of one form so far. */
  private static final class Group {
    private long entries;
    private final long[] smallest;
    private final long[] largest;

    private Group(long[] dimensions) {
      smallest = dimensions.clone();
      largest = dimensions.clone();
    }

    private void add(long[] dimensions) {
      entries++;
      for (int axis = 0; axis < dimensions.length; axis++) {
        smallest[axis] = Math.min(smallest[axis], dimensions[axis]);
        largest[axis] = Math.max(largest[axis], dimensions[axis]);
      }
    }
  }

  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final List<String> firstKeys = new ArrayList<>();
  private long entries;
  private long finite;
  private long nan;
  private long infinite;
  private double min = Double.NaN;
  private double max = Double.NaN;
  private double sum;

  /** Counts an entry that has a name. */
  void named(String key, String form, long... dimensions) {
    if (firstKeys.size() < FIRST_KEYS) {
      firstKeys.add(key);
    }
    entry(form, dimensions);
  }

  /** Counts an entry; entries of one form and rank are one group. */
  void entry(String form, long... dimensions) {
    entries++;
    groups
        .computeIfAbsent(form + "/" + dimensions.length, name -> new Group(dimensions))
        .add(dimensions);
  }

  /** Counts a number. */
  void value(double value) {
    if (Double.isNaN(value)) {
      nan++;
    } else if (Double.isInfinite(value)) {
      infinite++;
    } else {
      finite++;
      sum += value;
      min = value >= min ? min : value; // also where min is NaN
      max = value <= max ? max : value;
    }
  }

  long entries() {
    return entries;
  }

  /** What was counted, with further details. */
  Inspection result(String kind, Map<String, Object> details) {
    return result(kind, entries, details);
  }

  /** What was counted, where entries are not what was counted one by one. */
  Inspection result(String kind, long entries, Map<String, Object> details) {
    List<Inspection.Shape> shapes = new ArrayList<>();
    groups.forEach(
        (name, group) ->
            shapes.add(
                new Inspection.Shape(
                    name.substring(0, name.lastIndexOf('/')),
                    group.entries,
                    list(group.smallest),
                    list(group.largest))));
    Inspection.Values values =
        new Inspection.Values(
            finite + nan + infinite,
            nan,
            infinite,
            min,
            max,
            finite == 0 ? Double.NaN : sum / finite);
    return new Inspection(kind, entries, shapes, values, firstKeys, details);
  }

  private static List<Long> list(long[] dimensions) {
    List<Long> list = new ArrayList<>();
    for (long dimension : dimensions) {
      list.add(dimension);
    }
    return list;
  }
}
