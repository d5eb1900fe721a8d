package dev.basin.lab.study;

import dev.basin.curvature.Hessian;
import dev.basin.curvature.Lanczos;
import dev.basin.curvature.LanczosConfig;
import dev.basin.curvature.Spectrum;
import dev.basin.data.Dataset;
import dev.basin.engine.Team;
import dev.basin.landscape.Neighbourhood;
import dev.basin.landscape.NeighbourhoodConfig;
import dev.basin.landscape.NeighbourhoodResult;
import dev.basin.landscape.PointLog;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import dev.basin.train.GradientNoise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** The instruments with the settings that studies use. */
final class Instruments {
  private static final double TOLERANCE = 1e-3;
  private static final int MOST_PRODUCTS = 200;

  private Instruments() {}

  static EigenvalueResult eigenvalue(DatasetObjective f, Tensor x, long seed) {
    Spectrum spectrum =
        new Lanczos(
                LanczosConfig.top(1)
                    .withTolerance(TOLERANCE)
                    .withMaxProducts(MOST_PRODUCTS)
                    .withSeed(seed))
            .of(new Hessian(f, x));
    return new EigenvalueResult(
        spectrum.eigenvalues().get(0), spectrum.residuals().get(0), spectrum.products());
  }

  /** Of the plain loss, at the largest batch size that the run may have reached. */
  static NoiseScaleResult noiseScale(
      Measurement.GradientNoise what,
      Network network,
      TrialConfig config,
      Dataset train,
      Tensor x,
      JobContext context) {
    int batch = Math.min(config.training(network).largestBatch(), train.size());
    try (Team team = context.workers().team(context.workers().parallelism())) {
      return NoiseScaleResult.of(
          GradientNoise.at(
              network,
              train,
              x,
              batch,
              what.steps(),
              config.sharedSeed("noise-scale"),
              team,
              context.cancellation()));
    }
  }

  static NeighbourhoodResult steepness(
      Measurement.Steepness what, DatasetObjective f, Network network, Tensor x, long seed) {
    NeighbourhoodConfig config =
        new NeighbourhoodConfig(what.direction(), what.directions(), what.radii(), seed);
    try (PointLog log =
        PointLog.inMemory(
            new dev.basin.landscape.Measurement(what.kind(), Map.of(), Neighbourhood.COLUMNS))) {
      return new Neighbourhood(f::evaluate, config)
          .measure(x, network.layout().filters(), log, point -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
