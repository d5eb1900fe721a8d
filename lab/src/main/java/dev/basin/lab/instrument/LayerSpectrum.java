package dev.basin.lab.instrument;

import dev.basin.curvature.DiagonalBlock;
import dev.basin.curvature.Estimate;
import dev.basin.curvature.Hutchinson;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.curvature.Spectrum;
import dev.basin.curvature.SymmetricOperator;
import dev.basin.engine.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The diagonal block of a Hessian that belongs to one layer.
 *
 * @param name the layer
 * @param dimension its weights
 * @param eigenvalue the largest of the block
 * @param residual ‖B u − λ u‖₂ of it
 * @param trace of the block
 */
public record LayerSpectrum(
    String name, long dimension, double eigenvalue, double residual, Estimate trace) {
  /** A layer's largest eigenvalue is for comparison with others: two digits do. */
  private static final double TOLERANCE = 1e-2;

  /** The most products for a layer's largest eigenvalue. */
  static final int MOST_PRODUCTS = 30;

  private static LanczosConfig config(long seed) {
    return LanczosConfig.top(1)
        .withTolerance(TOLERANCE)
        .withMaxProducts(MOST_PRODUCTS)
        .withSeed(seed);
  }

  /** Bytes of the vectors that are held for a Hessian of n rows, whatever the layers. */
  static double bytes(long n) {
    return config(0).bytes(n);
  }

  /**
   * Those of every layer.
   *
   * @param hessian of all weights
   * @param layers the layers
   * @param probes of Hutchinson's estimator, which serve all layers
   * @param seed of the random vectors
   * @param listener hears of what is done
   */
  static List<LayerSpectrum> of(
      SymmetricOperator hessian,
      List<Segment> layers,
      int probes,
      long seed,
      Consumer<String> listener) {
    listener.accept("traces of layers");
    List<Estimate> traces = new Hutchinson(probes, seed, made -> {}).of(hessian, layers);
    List<LayerSpectrum> spectra = new ArrayList<>();
    for (int k = 0; k < layers.size(); k++) {
      Segment layer = layers.get(k);
      listener.accept("layer " + layer.name());
      try (PointerScope block = new PointerScope()) {
        Spectrum own = new Lanczos(config(seed)).of(new DiagonalBlock(hessian, layer));
        spectra.add(
            new LayerSpectrum(
                layer.name(),
                layer.size(),
                own.eigenvalues().get(0),
                own.residuals().get(0),
                traces.get(k)));
      }
    }
    return spectra;
  }
}
