package dev.basin.data.synthetic;

import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tied state, that is which class, a phone's HMM state belongs to. A phone has three
 * positions; the states at one position of one phone are told apart by the neighbouring phone, the
 * left one at the first and the middle position, the right one at the last, as the leaves of a
 * decision tree over triphones are. Which contexts share a leaf is drawn from the seed.
 *
 * <p>Classes are numbered phone by phone, position by position. With C classes and P phones each
 * position of a phone has ⌊C / 3P⌋ or one more.
 */
final class StateTying {
  /** States of a phone's HMM, passed from left to right. */
  static final int POSITIONS = 3;

  private static final int MOST_PHONES = 48;

  private final int phones;
  private final int classes;

  /** The order of contexts of each (phone, position); rank r belongs to leaf r mod leaves. */
  private final int[][] rank;

  StateTying(int classes, long seed) {
    this.classes = classes;
    this.phones = Math.min(MOST_PHONES, classes / POSITIONS);
    RandomStream stream = new RandomStream(Seeds.derive(seed, "speech", "tying"));
    rank = new int[phones * POSITIONS][];
    for (int cell = 0; cell < rank.length; cell++) {
      rank[cell] = Permutation.draw(phones, stream);
    }
  }

  /** P, the number of phones. */
  int phones() {
    return phones;
  }

  int classes() {
    return classes;
  }

  /** The first class at a position of a phone; with {@code firstClass(P, 0)} = C. */
  int firstClass(int phone, int position) {
    int cell = phone * POSITIONS + position;
    int cells = phones * POSITIONS;
    return cell * (classes / cells) + Math.min(cell, classes % cells);
  }

  /** The names of the classes, such as {@code phone-07.2.13}: phone, position, leaf, from 0. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int cell = 0; cell < rank.length; cell++) {
      int phone = cell / POSITIONS;
      int position = cell % POSITIONS;
      int leaves = firstClass(phone, position + 1) - firstClass(phone, position);
      for (int leaf = 0; leaf < leaves; leaf++) {
        names.add("phone-%02d.%d.%d".formatted(phone, position, leaf));
      }
    }
    return names;
  }

  /** The class of a phone's state between two neighbours. */
  int classOf(int left, int phone, int right, int position) {
    int first = firstClass(phone, position);
    int leaves = firstClass(phone, position + 1) - first;
    int context = position == POSITIONS - 1 ? right : left;
    return first + rank[phone * POSITIONS + position][context] % leaves;
  }
}
