package dev.basin.lab.instrument;

import dev.basin.objective.DatasetObjective;
import dev.basin.objective.EvaluatedFunction;
import dev.basin.objective.Evaluation;
import dev.basin.objective.TwiceDifferentiableFunction;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss over a data set, every pass of which is counted.
 *
 * @param f the loss
 * @param points of the data set
 * @param meter hears of each pass
 */
public record MeteredObjective(DatasetObjective f, int points, Meter meter)
    implements TwiceDifferentiableFunction, EvaluatedFunction {

  @Override
  public long dimension() {
    return f.dimension();
  }

  @Override
  public Evaluation evaluate(Tensor x) {
    Evaluation evaluation = f.evaluate(x);
    meter.evaluated(points);
    return evaluation;
  }

  @Override
  public double valueAndGradient(Tensor point, Tensor gradient) {
    double value = f.valueAndGradient(point, gradient);
    meter.gradient(points);
    return value;
  }

  @Override
  public void hessianVectorProduct(Tensor point, Tensor direction, Tensor product) {
    f.hessianVectorProduct(point, direction, product);
    meter.product(points);
  }

  @Override
  public double productRounding() {
    return f.productRounding();
  }
}
