package dev.basin.cli;

import dev.basin.curvature.DiagonalBlock;
import dev.basin.curvature.Estimate;
import dev.basin.curvature.Hutchinson;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.curvature.Spectrum;
import dev.basin.curvature.SymmetricOperator;
import dev.basin.engine.Segment;
import dev.basin.lab.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The diagonal blocks of a Hessian, layer by layer: the largest eigenvalue and the trace of each.
 *
 * @param probes of Hutchinson's estimator, which serve all layers
 * @param seed of the random vectors
 * @param progress hears of each product
 */
record LayerSpectra(int probes, long seed, Progress progress) {
  /** A layer's largest eigenvalue is for comparison with others: two digits do. */
  private static final double TOLERANCE = 1e-2;

  private static final int MOST_PRODUCTS = 30;

  List<SpectrumReport.Layer> of(SymmetricOperator hessian, List<Segment> segments) {
    IntConsumer advance = products -> progress.advance(1);
    progress.say("spectrum", "traces of layers");
    List<Estimate> traces = new Hutchinson(probes, seed, advance).of(hessian, segments);
    LanczosConfig config =
        LanczosConfig.top(1).withTolerance(TOLERANCE).withMaxProducts(MOST_PRODUCTS).withSeed(seed);
    List<SpectrumReport.Layer> layers = new ArrayList<>();
    for (int k = 0; k < segments.size(); k++) {
      Segment segment = segments.get(k);
      progress.say("spectrum", segment.name());
      try (PointerScope block = new PointerScope()) {
        Spectrum own = new Lanczos(config, advance).of(new DiagonalBlock(hessian, segment));
        layers.add(
            new SpectrumReport.Layer(
                segment.name(),
                segment.size(),
                own.eigenvalues().get(0),
                own.residuals().get(0),
                traces.get(k)));
      }
    }
    return layers;
  }
}
