package dev.basin.train.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.basin.engine.Cancellation;
import dev.basin.engine.Team;
import dev.basin.engine.Workers;
import dev.basin.network.BatchPasses;
import dev.basin.network.Network;
import dev.basin.objective.DatasetObjective;
import dev.basin.train.Trainer;
import dev.basin.train.TrainingConfig;
import dev.basin.train.TrainingListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a remedy says that it costs against the passes through the network that are made. */
final class RemedyPriceTest {
  private static final int EPOCHS = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "augmentation:reflect=false",
        "adversarial",
        "stability",
        "ghost-batch-norm:size=8",
        "dynamic-sampling:start=8,every=1",
        "dynamic-sampling:test=variance,start=16",
        "piggyback:batch=8,epochs=2",
        "sam",
        "asam",
        "gradient-clipping",
        "conservative",
        "post-local-sgd:workers=4,steps=2",
        "swa:start=0.5",
        "lars",
        "lamb",
        "lr-scaling:base=8",
        "sam conservative",
        "dynamic-sampling:test=variance,start=16 sam",
        "dynamic-sampling:test=variance,start=16 conservative",
        "adversarial dynamic-sampling:test=variance,start=16 asam conservative"
      })
  void theStatedPriceIsTheCountedOne(String text) {
    List<String> remedies = text.isEmpty() ? List.of() : List.of(text.split(" "));
    try (SmallProblem problem = new SmallProblem();
        Workers alone = new Workers(1);
        Team team = new Team(1)) {
      Counter counter = new Counter();
      Network counted = counter.around(problem.network);
      TrainingConfig config =
          SmallProblem.config(32, EPOCHS, "adam", remedies.toArray(String[]::new));
      Cancellation never = new Cancellation();
      DatasetObjective test =
          new DatasetObjective(
              problem.network, problem.data.test(), SmallProblem.POINTS, alone, never);
      new Trainer(counted, problem.data, test, config, TrainingListener.SILENT, never)
          .train(problem.start(), null, checkpoint -> {}, team);
      double perPoint = counter.gradients / (EPOCHS * (double) SmallProblem.POINTS);
      assertThat(perPoint).isCloseTo(Remedies.parse(remedies).gradients(), within(0.01));
    }
  }

  /** Counts points: a forward pass is a third of a gradient, a backward pass two. */
  private static final class Counter {
    private double gradients;

    Network around(Network network) {
      return (Network)
          Proxy.newProxyInstance(
              Network.class.getClassLoader(),
              new Class<?>[] {Network.class},
              (proxy, method, arguments) -> {
                Object answer = call(network, method, arguments);
                return method.getName().equals("stepPasses")
                    ? ((Optional<?>) answer).map(passes -> around((BatchPasses) passes))
                    : answer;
              });
    }

    private static @Nullable Object call(
        Network network, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      try {
        return method.invoke(network, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }

    private BatchPasses around(BatchPasses passes) {
      return new BatchPasses() {
        @Override
        public Tensor forward(Tensor batch, OptionalLong dropoutSeed) {
          gradients += batch.size(0) / 3.0;
          return passes.forward(batch, dropoutSeed);
        }

        @Override
        public void backward(Tensor batch, Tensor slope, @Nullable Tensor inputSlope) {
          gradients += batch.size(0) * 2 / 3.0;
          passes.backward(batch, slope, inputSlope);
        }

        @Override
        public void close() {
          passes.close();
        }
      };
    }
  }
}
