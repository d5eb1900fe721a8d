package dev.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContenderTest {

  @Test
  void commandLinesEndWithTheJob() {
    Contender contender = Contender.ready("peer", List.of("program")).with("other", "--flag");
    assertThat(String.join(" ", contender.epochs("/data", 256, 2, 3)))
        .isEqualTo("program --flag --data /data --batch 256 --threads 2 --epochs 3");
    assertThat(String.join(" ", contender.steps("/data", 64, 1, 5)))
        .isEqualTo("program --flag --data /data --batch 64 --threads 1 --steps 5");
  }

  @Test
  void takesPartByDefaultOrWhenAskedFor() {
    Contender usual = Contender.ready("usual", List.of("program"));
    Contender special = usual.with("special").whenAskedFor();
    assertThat(usual.takesPart(List.of())).isTrue();
    assertThat(special.takesPart(List.of())).isFalse();
    assertThat(usual.takesPart(List.of("special"))).isFalse();
    assertThat(special.takesPart(List.of("special"))).isTrue();
  }
}
