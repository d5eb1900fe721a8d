package dev.basin.bench;

import dev.basin.data.prepared.PreparedSet;
import dev.basin.network.Network;
import dev.basin.network.PaperNetworks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A network of Keskar et al. 2017 with its data, which the contenders train. Only the products of
 * affine layers count as operations of a training step: forward, weight gradients, and input
 * gradients of every layer but the first. BatchNorm, ReLU, pooling, loss and ADAM are work a
 * contender does on top, so a rate computed from these counts understates every contender alike.
 */
enum Workload {
  /** 784 → 5 × 512 → 10, on MNIST. */
  F1(60_000, 6_000),
  /** Convolutions of 5 × 5 × 3 → 64 and 5 × 5 × 64 → 64, 256 → 384 → 192 → 10, on CIFAR-10. */
  C1(50_000, 5_000),
  /** VGG, on CIFAR-10; its products are not measured apart. */
  C2(50_000, 5_000);

  private final int points;
  private final int largeBatch;

  Workload(int points, int largeBatch) {
    this.points = points;
    this.largeBatch = largeBatch;
  }

  private List<AffineShape> layers() {
    return switch (this) {
      case F1 -> f1();
      case C1 -> c1();
      case C2 -> List.of();
    };
  }

  private static List<AffineShape> f1() {
    List<AffineShape> layers = new ArrayList<>();
    layers.add(new AffineShape(1, 784, 512));
    layers.addAll(Collections.nCopies(4, new AffineShape(1, 512, 512)));
    layers.add(new AffineShape(1, 512, 10));
    return layers;
  }

  private static List<AffineShape> c1() {
    return List.of(
        new AffineShape(16 * 16, 5 * 5 * 3, 64),
        new AffineShape(4 * 4, 5 * 5 * 64, 64),
        new AffineShape(1, 256, 384),
        new AffineShape(1, 384, 192),
        new AffineShape(1, 192, 10));
  }

  Network network() {
    return PaperNetworks.byName(name());
  }

  /** Training points of a prepared set, or of the set in the paper, which an epoch visits once. */
  int points(Path data) {
    return PreparedSet.isOne(data) ? PreparedSet.describe(data).train().points() : points;
  }

  /** The paper's small and large batch: 256, and a tenth of the training set. */
  List<Integer> batches() {
    return List.of(256, largeBatch);
  }

  /** The products of one training step, in the memory order that they have there. */
  List<MatrixProduct> products(int batch) {
    List<MatrixProduct> products = new ArrayList<>();
    for (AffineShape layer : layers()) {
      products.addAll(layer.products(batch, !products.isEmpty()));
    }
    return products;
  }

  /** Floating-point operations of a training step for each of its points. */
  long flopsOfPoint() {
    return network().gradientFlops();
  }
}
