package dev.basin.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.basin.data.TrainTestData;
import dev.basin.lab.study.DataCatalogue;
import dev.basin.lab.study.Plan;
import dev.basin.lab.study.Scale;
import dev.basin.lab.study.StudyFormatException;
import dev.basin.lab.study.yaml.StudyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Study files, with and without a base, and the plans that are made of them. */
final class HostileStudiesTest {
  private static final Path STUDIES = Path.of("..", "studies");

  /** A plan knows its study by its name only. */
  private static final Refusal PLANNED = new Refusal(Set.of(StudyFormatException.class), false);

  @TempDir Path scratch;

  private record FewPoints() implements DataCatalogue {
    @Override
    public String name(String data) {
      return data;
    }

    @Override
    public int trainPoints(String data) {
      return 60_000;
    }

    @Override
    public boolean hasPictures(String data) {
      return true;
    }

    @Override
    public TrainTestData open(String data) {
      throw new AssertionError("a plan opens no data");
    }
  }

  @Test
  void studies() throws Exception {
    Attack attack = Attack.on("studies", StudyFormatException.class);
    byte[] base = Files.readAllBytes(STUDIES.resolve("_paper.yaml"));
    for (String name : List.of("figure5", "remedies", "appendix-c", "neighbourhood", "table4")) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      files.put("s.yaml", Files.readAllBytes(STUDIES.resolve(name + ".yaml")));
      files.put("_paper.yaml", base);
      attack.sample(new Input(files));
    }
    attack
        .spoil("", TextMutations.all())
        .spoil("", TextMutations.all())
        .spoilBytes("")
        .heap(64L << 20, 256) // the tree of a text
        .run(scratch, 300, HostileStudiesTest::read);
  }

  /** JSON is YAML, too: so each field can be spoilt in turn. */
  @Test
  void fields() throws Exception {
    byte[] study =
        """
        title: A study
        paper: Table 0
        about: For tests.
        show: [accuracy, paths]
        trials: 2
        seed: 7
        limit: 600
        chunk-size: 300
        epochs: 3
        patience: 2
        tolerance: 0.01
        optimizer: adam:lr=0.002
        precision: float32
        activation-memory: 100
        networks:
          - {network: F1, data: mnist, arms: {SB: {epochs: 4}}}
          - {network: C1, data: cifar10}
        arms:
          SB: {batch: 32}
          LB: {batch: 10%, remedies: [sam, swa]}
          B: {batch: [16, 32]}
          W: {batch: 60, from: {arm: SB, every: 1, until: 2}}
        measure:
          - sharpness: {epsilon: [1e-3], space: full, maximizer: best, region: box}
          - sharpness: {epsilon: [5e-4], space: 100, maximizer: sign, arms: [SB]}
          - losses: {epochs: [1, 2, 4], arms: [SB]}
          - eigenvalue: {limit: 500, arms: [SB]}
          - steepness: {directions: 2, radii: [0.1, 0.4], kind: sphere, limit: 100, arms: [SB]}
          - noise-scale: {steps: 20}
          - efficiency: {threads: [1, 2], steps: 5, arms: [SB]}
          - path: {shape: [line, arc], points: 2, between: [SB, LB]}
        scales:
          smoke: {trials: 1}
        """
            .getBytes(StandardCharsets.UTF_8);
    Object tree = new Yaml().load(new String(study, StandardCharsets.UTF_8));
    byte[] flow = new ObjectMapper().writeValueAsBytes(tree);
    Attack.on("study fields", StudyFormatException.class)
        .sample("s.yaml", flow)
        .spoil("", JsonMutations.all())
        .spoil("", JsonMutations.all())
        .spoil("", TextMutations.all())
        .heap(8L << 30, 256) // in all, for a hundred thousand runs and measurements
        .run(scratch, 400, HostileStudiesTest::read);
  }

  private static void read(Path folder, Path output) {
    StudyFile file = StudyFile.read(folder.resolve("s.yaml"));
    Plan plan;
    try {
      plan = Plan.of(file.at(Scale.SMOKE), new FewPoints());
    } catch (StudyFormatException e) {
      assertThat(PLANNED.fault(e, folder)).isEmpty();
      assertThat(e).hasMessageStartingWith("study s");
      return;
    }
    plan.runs()
        .forEach(
            run -> {
              assertThat(run.config().trial()).isPositive();
              assertThat(run.config().batch().max()).isBetween(1, 60_000);
              assertThat(run.config().key()).matches("[A-Za-z0-9._ %-]+");
            });
  }
}
