package dev.basin.network;

import java.util.List;
import java.util.Locale;

/** The networks of Keskar et al. 2017, Appendix B. */
public final class PaperNetworks {
  private PaperNetworks() {}

  /** F1 (B.1): 784 inputs, 5 batch-normalised layers of 512 ReLU, softmax of 10. */
  public static Network f1() {
    return Sequential.named("F1", 784).normalised(5, 512).softmax(10);
  }

  /** The names that {@link #byName} knows. */
  public static List<String> names() {
    return List.of("F1");
  }

  /**
   * The network of that name, in either case.
   *
   * @throws UnknownNetworkException if there is none
   */
  public static Network byName(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "F1" -> f1();
      default -> throw new UnknownNetworkException(name, names());
    };
  }
}
