package dev.basin.network;

import dev.basin.engine.PointShape;
import java.util.List;

/** The networks of Keskar et al. 2017, Table 1 and Appendix B. */
public final class PaperNetworks {
  private static final PointShape CIFAR = PointShape.image(3, 32, 32);

  private PaperNetworks() {}

  /** F1 (B.1): 784 inputs, 5 batch-normalised layers of 512 ReLU, softmax of 10. */
  public static Network f1() {
    return Sequential.named("F1", PointShape.vector(784)).normalised(5, 512).softmax(10);
  }

  /** F2 (B.2): 360 inputs, 7 batch-normalised layers of 512 ReLU, softmax of 1,973. */
  public static Network f2() {
    return Sequential.named("F2", PointShape.vector(360)).normalised(7, 512).softmax(1973);
  }

  /**
   * C1 (10 classes) and C3 (100 classes), B.3, a modified AlexNet. The paper: "2 sets of [64, 5, 5,
   * 2]–MaxPool(3) followed by 2 dense layers of sizes (384, 192)", dropout 0.5 on these. The
   * authors' code has the stride of 2 in the pool alone.
   */
  private static Network alexNet(String name, Variant variant, int classes) {
    String set = variant == Variant.PAPER ? "1×[64, 5, 5, 2]" : "1×[64, 5, 5, 1]";
    return Sequential.named(labelled(name, variant), CIFAR)
        .stack(set)
        .maxPool(3)
        .stack(set)
        .maxPool(3)
        .normalised(1, 384)
        .dropout(0.5)
        .normalised(1, 192)
        .dropout(0.5)
        .softmax(classes);
  }

  /**
   * C2 (10 classes) and C4 (100 classes), B.4, a modified VGG, "which a MaxPool(2) after each
   * stack". The paper: dropout as in B.3, 0.5 on the dense layer. The authors' code: 0.3 after the
   * first convolution, 0.4 after every convolution but the last of each later stack, 0.5 before and
   * after the dense layer.
   */
  private static Network vgg(String name, Variant variant, int classes) {
    boolean authors = variant == Variant.AUTHORS;
    double first = authors ? 0.3 : 0;
    double later = authors ? 0.4 : 0;
    return Sequential.named(labelled(name, variant), CIFAR)
        .stack("2×[64, 3, 3, 1]", first)
        .maxPool(2)
        .stack("2×[128, 3, 3, 1]", later)
        .maxPool(2)
        .stack("3×[256, 3, 3, 1]", later)
        .maxPool(2)
        .stack("3×[512, 3, 3, 1]", later)
        .maxPool(2)
        .stack("3×[512, 3, 3, 1]", later)
        .maxPool(2)
        .dropout(authors ? 0.5 : 0)
        .normalised(1, 512)
        .dropout(0.5)
        .softmax(classes);
  }

  /** {@code C1}, or {@code C1-authors} where it is not the paper's. */
  private static String labelled(String name, Variant variant) {
    return variant == Variant.PAPER ? name : name + "-" + variant.label();
  }

  /** The names that {@link #byName} knows. */
  public static List<String> names() {
    return List.of("F1", "F2", "C1", "C2", "C3", "C4");
  }

  /** The network of that name, as the paper describes it. */
  public static Network byName(String name) {
    return byName(name, Variant.PAPER);
  }

  /**
   * The network of that name, in either case.
   *
   * @param name one of {@link #names}
   * @param variant whose description to take; F1 and F2 have but one
   * @throws UnknownNetworkException if there is none
   */
  public static Network byName(String name, Variant variant) {
    String known = names().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    return switch (known) {
      case "F1" -> f1();
      case "F2" -> f2();
      case "C1" -> alexNet(known, variant, 10);
      case "C2" -> vgg(known, variant, 10);
      case "C3" -> alexNet(known, variant, 100);
      case "C4" -> vgg(known, variant, 100);
      default -> throw new UnknownNetworkException(name, names());
    };
  }
}
