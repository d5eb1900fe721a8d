package dev.basin.lab.study;

import dev.basin.data.TrainTestData;
import dev.basin.landscape.PathLandscape;
import dev.basin.network.Network;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** Measures one path between the solutions of two trials. */
final class PathJob implements Job {
  private static final double FROM = -1;
  private static final double TO = 2;

  private final JobContext context;
  private final Plan.Between path;
  private final TrainJob from;
  private final TrainJob to;

  PathJob(JobContext context, Plan.Between path, TrainJob from, TrainJob to) {
    this.context = context;
    this.path = path;
    this.from = from;
    this.to = to;
  }

  @Override
  public String name() {
    return path.from().network() + " trial " + path.trial() + " " + path.measure().shape().label();
  }

  @Override
  public List<Job> after() {
    return List.of(from, to);
  }

  @Override
  public double flops() {
    return from.cost().path(path.measure());
  }

  @Override
  public double bytes() {
    return from.cost().evaluationBytes();
  }

  @Override
  public boolean isThere() {
    return context.store().has(path);
  }

  @Override
  public Network network() {
    return from.network();
  }

  @Override
  public boolean run() {
    return context.alone(
        path.name(),
        this,
        () -> {
          boolean diverged = from.folder().outcome().diverged() || to.folder().outcome().diverged();
          if (diverged || isWhole()) {
            context.progress().skip(flops());
          } else {
            measure();
          }
        });
  }

  private boolean isWhole() {
    return context.isWhole(() -> context.store().read(path), () -> context.store().remove(path));
  }

  private void measure() {
    try (PointerScope scope = new PointerScope()) {
      TrialConfig config = path.from();
      Network network = from.network();
      TrainTestData data = context.data().of(config, network);
      PathMeasure measure = path.measure();
      context
          .store()
          .write(
              path,
              new PathResult(
                  path.from().key(),
                  path.to().key(),
                  measure,
                  new PathLandscape(
                          context.objective(network, config, data.train()),
                          context.objective(network, config, data.test()))
                      .measure(
                          measure.shape(),
                          from.weights(null),
                          to.weights(null),
                          PathLandscape.grid(FROM, TO, measure.points()),
                          point -> {
                            context
                                .progress()
                                .say(name(), String.format("α = %+.3f", point.alpha()));
                            context.progress().advance(from.cost().evaluation());
                          })));
    }
  }
}
