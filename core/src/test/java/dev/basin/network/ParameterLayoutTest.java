package dev.basin.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.basin.engine.Segment;
import dev.basin.network.ParameterLayout.NamedShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {

  @Test
  void matricesAreTheTensorsOfTwoOrMoreDimensions() {
    ParameterLayout layout =
        ParameterLayout.of(
            List.of(
                new NamedShape("conv0.weight", List.of(4L, 3L, 5L, 5L)),
                new NamedShape("conv0.bias", List.of(4L)),
                new NamedShape("norm0.weight", List.of(4L)),
                new NamedShape("norm0.bias", List.of(4L)),
                new NamedShape("linear0.weight", List.of(2L, 16L)),
                new NamedShape("linear0.bias", List.of(2L))));
    assertThat(layout.matrices())
        .containsExactly(
            new Segment("conv0.weight", 0, 300), new Segment("linear0.weight", 312, 32));
  }
}
