package dev.basin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  /** The published 64-bit FNV-1a values of the empty string, "a" and "foobar". */
  @Test
  void hashesNamesByFnv1a() {
    assertThat(Seeds.fnv1a("")).isEqualTo(0xCBF29CE484222325L);
    assertThat(Seeds.fnv1a("a")).isEqualTo(0xAF63DC4C8601EC8CL);
    assertThat(Seeds.fnv1a("foobar")).isEqualTo(0x85944171F73967E8L);
  }

  /** With no part the derived seed is the first number of SplitMix64 seeded with it. */
  @Test
  void startsFromSplitMix64() {
    assertThat(Long.toUnsignedString(Seeds.derive(1234567))).isEqualTo("6457827717110365317");
  }

  @Test
  void aTrialIsAPath() {
    assertThat(Seeds.derive(9, 3, "start")).isEqualTo(Seeds.derive(9, "trial", "3", "start"));
  }

  @Test
  void neighboursGetUnrelatedSeeds() {
    Set<Long> seen = new HashSet<>();
    int bits = 0;
    int pairs = 0;
    for (long seed = 0; seed < 20; seed++) {
      for (int trial = 0; trial < 20; trial++) {
        for (String purpose : new String[] {"start", "shuffle", "dropout"}) {
          long derived = Seeds.derive(seed, trial, purpose);
          seen.add(derived);
          bits += Long.bitCount(derived ^ Seeds.derive(seed + 1, trial, purpose));
          bits += Long.bitCount(derived ^ Seeds.derive(seed, trial + 1, purpose));
          pairs += 2;
        }
      }
    }
    assertThat(seen).hasSize(1200);
    assertThat(bits / (double) pairs).isBetween(31.5, 32.5);
  }

  @Test
  void orderAndBoundariesOfPartsMatter() {
    Set<Long> seen = new HashSet<>();
    seen.add(Seeds.derive(1, "a", "b"));
    seen.add(Seeds.derive(1, "b", "a"));
    seen.add(Seeds.derive(1, "ab"));
    seen.add(Seeds.derive(1, "ab", ""));
    seen.add(Seeds.derive(1, "", "ab"));
    assertThat(seen).hasSize(5);
  }
}
