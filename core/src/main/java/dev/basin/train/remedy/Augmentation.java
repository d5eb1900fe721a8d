package dev.basin.train.remedy;

import dev.basin.engine.PointShape;
import dev.basin.engine.RandomStream;
import dev.basin.engine.Seeds;
import dev.basin.engine.text.TextForm;
import dev.basin.network.Network;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingRun;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Data augmentation (Keskar et al. 2017, Appendix E.1: "horizontal reflections, random rotations up
 * to 10° and random translation of up to 0.2 times the size of the image"). Each picture is
 * mirrored with probability ½, turned by an angle uniform in [−r, r] and shifted along each axis by
 * a share of its size uniform in [−s, s]; what a picture undergoes depends on the run's seed, the
 * point and the epoch alone. It is done in the thread that makes batches.
 *
 * @param reflect whether to mirror left and right
 * @param rotate r, in degrees, from 0 to 180
 * @param shift s, from 0 to 1
 */
public record Augmentation(boolean reflect, double rotate, double shift) implements Remedy {
  static final String NAME = "augmentation";

  private static final double ROTATE = 10;
  private static final double SHIFT = 0.2;
  private static final double HALF_TURN = 180;

  /** Checks the ranges. */
  public Augmentation {
    Checks.require(
        rotate >= 0 && rotate <= HALF_TURN, NAME, "rotate", rotate, "from 0 to 180 degrees");
    Checks.require(shift >= 0 && shift <= 1, NAME, "shift", shift, "from 0 to 1");
  }

  static Augmentation of(TextForm form) {
    return new Augmentation(
        form.flag("reflect", true), form.number("rotate", ROTATE), form.number("shift", SHIFT));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("reflect", reflect);
    settings.put("rotate", rotate);
    settings.put("shift", shift);
    return settings;
  }

  @Override
  public void requireFit(String data, boolean pictures) {
    if (!pictures) {
      throw new IllegalArgumentException(
          "remedy "
              + NAME
              + " does not fit data set "
              + data
              + ", whose points are vectors; expected pictures");
    }
  }

  @Override
  public TrainingConfig applyTo(TrainingConfig config, Network network) {
    return config.with(this::install);
  }

  private void install(TrainingRun run) {
    PointShape shape = run.train().shape();
    requireFit(run.train().name(), shape.isImage());
    long seed = run.config().shuffleSeed();
    run.transformInputs((inputs, points, epoch) -> move(inputs, points, epoch, shape, seed));
  }

  private void move(Tensor inputs, long[] points, int epoch, PointShape shape, long seed) {
    FloatBuffer all = inputs.createBuffer();
    float[] before = new float[shape.features()];
    float[] after = new float[shape.features()];
    for (int k = 0; k < points.length; k++) {
      all.get(k * before.length, before);
      motion(Long.toString(points[k]), Integer.toString(epoch), shape, seed)
          .apply(before, after, shape);
      all.put(k * before.length, after);
    }
  }

  /** What a point undergoes in an epoch. */
  PictureMotion motion(String point, String epoch, PointShape shape, long seed) {
    RandomStream random = new RandomStream(Seeds.derive(seed, NAME, epoch, point));
    boolean mirrored = random.nextDouble() < 0.5 && reflect;
    return new PictureMotion(
        mirrored,
        Math.toRadians(between(-rotate, rotate, random)),
        between(-shift, shift, random) * shape.height(),
        between(-shift, shift, random) * shape.width());
  }

  private static double between(double from, double to, RandomStream random) {
    return from + (to - from) * random.nextDouble();
  }
}
