package dev.basin.lab.study;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.basin.optim.OptimizerConfig;
import dev.basin.train.StepConfig;
import dev.basin.train.StoppingRule;
import dev.basin.train.remedy.Remedies;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways to train that a study compares.
 *
 * @param name such as {@code SB}
 * @param batch points a step
 * @param stopping when training stops
 * @param optimizer the optimiser with its settings
 * @param steps how gradients are computed
 * @param from whose weights it starts from, or null for the trial's random start
 * @param remedies what it is trained with beside; none in files of before there were any
 * @param dropLastBatch whether epochs end without the points that whole batches leave over; left
 *     out of files where they do not
 */
public record Arm(
    String name,
    BatchText batch,
    StoppingRule stopping,
    OptimizerConfig optimizer,
    StepConfig steps,
    @Nullable WarmStarts from,
    @JacksonInject(value = CanonicalJson.NO_REMEDIES, useInput = OptBoolean.TRUE) Remedies remedies,
    @JacksonInject(value = CanonicalJson.NO, useInput = OptBoolean.TRUE)
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean dropLastBatch) {
  /** Where a study names none: the paper's. */
  public static final OptimizerConfig USUAL_OPTIMIZER = OptimizerConfig.parse("adam");
}
