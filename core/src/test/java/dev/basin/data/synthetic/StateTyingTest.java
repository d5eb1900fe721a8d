package dev.basin.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StateTyingTest {
  /** 48 phones of three positions are 144 cells; 1,973 = 144 · 13 + 101. */
  @ParameterizedTest
  @CsvSource({"6, 2", "7, 2", "10, 3", "143, 47", "144, 48", "1973, 48", "6912, 48"})
  void everyClassIsReachedFromItsOwnCellAlone(int classes, int phones) {
    StateTying tying = new StateTying(classes, 1);
    assertThat(tying.phones()).isEqualTo(phones);
    Set<Integer> all = new HashSet<>();
    for (int phone = 0; phone < phones; phone++) {
      for (int position = 0; position < 3; position++) {
        Set<Integer> ofCell = new HashSet<>();
        for (int left = 0; left < phones; left++) {
          for (int right = 0; right < phones; right++) {
            ofCell.add(tying.classOf(left, phone, right, position));
          }
        }
        int cells = 3 * phones;
        assertThat(ofCell.size()).isBetween(classes / cells, (classes - 1) / cells + 1);
        assertThat(all).doesNotContainAnyElementsOf(ofCell);
        all.addAll(ofCell);
      }
    }
    assertThat(all).hasSize(classes);
    assertThat(all).allMatch(c -> c >= 0 && c < classes);
    assertThat(tying.names()).hasSize(classes).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"0, true, false", "1, true, false", "2, false, true"})
  void oneNeighbourDecides(int position, boolean leftMatters, boolean rightMatters) {
    StateTying tying = new StateTying(1973, 2);
    Set<Integer> byLeft = new HashSet<>();
    Set<Integer> byRight = new HashSet<>();
    for (int neighbour = 0; neighbour < 48; neighbour++) {
      byLeft.add(tying.classOf(neighbour, 7, 0, position));
      byRight.add(tying.classOf(0, 7, neighbour, position));
    }
    assertThat(byLeft.size() > 1).isEqualTo(leftMatters);
    assertThat(byRight.size() > 1).isEqualTo(rightMatters);
  }
}
