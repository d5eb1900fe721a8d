package dev.basin.lab.run;

import dev.basin.lab.instrument.Instruments;
import dev.basin.lab.store.MeasurementFile;
import dev.basin.lab.store.TrialFolder;
import dev.basin.lab.study.Keep;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.StudyNetworks;
import dev.basin.lab.study.TrialConfig;
import dev.basin.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every job that some plans take; what several of them ask for is one job. */
final class JobGraph {
  private final JobContext context;
  private final List<Plan> plans;
  private final Set<String> networks;
  private final Map<String, TrialConfig> trials = new LinkedHashMap<>();
  private final Map<String, Keep> kept = new LinkedHashMap<>();
  private final Map<String, Map<@Nullable Integer, Set<MeasurementFile>>> wanted =
      new LinkedHashMap<>();
  private final Map<String, Set<MeasurementFile>> timed = new LinkedHashMap<>();
  private final Map<String, TrainJob> training = new LinkedHashMap<>();
  private final List<Job> jobs = new ArrayList<>();

  /**
   * Makes the jobs.
   *
   * @param networks only of these networks; empty for all
   */
  JobGraph(JobContext context, List<Plan> plans, Set<String> networks) {
    this.context = context;
    this.plans = plans;
    this.networks = networks;
    plans.stream()
        .flatMap(plan -> plan.runs().stream())
        .filter(run -> isWanted(run.config()))
        .forEach(this::take);
    trials.keySet().forEach(this::training);
    wanted.forEach(
        (key, groups) ->
            groups.forEach((epoch, group) -> jobs.add(measuring(List.of(key), epoch, group))));
    timed.forEach(
        (key, all) -> all.forEach(each -> jobs.add(measuring(List.of(key), null, Set.of(each)))));
    addJoint();
  }

  private MeasureJob measuring(
      List<String> keys, @Nullable Integer epoch, Set<MeasurementFile> files) {
    return new MeasureJob(context, keys.stream().map(this::training).toList(), epoch, files);
  }

  private boolean isWanted(TrialConfig config) {
    return networks.isEmpty() || networks.contains(config.network());
  }

  private void take(Plan.Run run) {
    TrialConfig config = run.config();
    String key = config.key();
    trials.put(key, config);
    if (config.from() != null) {
      keep(config.from().trial(), new Keep(List.of(config.from().epoch()), false));
    }
    keep(key, run.keep());
    TrialFolder folder = context.store().trial(config);
    for (Plan.At at : run.measurements()) {
      MeasurementFile file = folder.measurement(at);
      if (Instruments.named(at.what().instrument()).isOfTheMachine()) {
        timed.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(file);
        continue;
      }
      if (at.epoch() != null) {
        keep(key, new Keep(List.of(at.epoch()), false));
      }
      wanted
          .computeIfAbsent(key, k -> new LinkedHashMap<>())
          .computeIfAbsent(at.epoch(), epoch -> new LinkedHashSet<>())
          .add(file);
    }
  }

  private void keep(String key, Keep more) {
    kept.merge(key, more, Keep::and);
  }

  private TrainJob training(String key) {
    TrainJob there = training.get(key);
    if (there != null) {
      return there;
    }
    TrialConfig config = trials.get(key);
    if (config == null) {
      throw new IllegalStateException("no run of any study has the key " + key);
    }
    TrainJob parent = config.from() == null ? null : training(config.from().trial());
    Network network = StudyNetworks.byName(config.network());
    TrainJob made =
        new TrainJob(
            context,
            network,
            config,
            kept.getOrDefault(key, Keep.NOTHING),
            parent,
            JobCost.of(context, network, config));
    training.put(key, made);
    jobs.add(made);
    return made;
  }

  private void addJoint() {
    Set<String> names = new LinkedHashSet<>();
    for (Plan plan : plans) {
      for (Plan.Joint joint : plan.joint()) {
        if (isWanted(joint.of().get(0)) && names.add(joint.name())) {
          jobs.add(measuring(joint.keys(), null, Set.of(context.store().measurement(joint))));
        }
      }
    }
  }

  List<Job> jobs() {
    return jobs;
  }
}
