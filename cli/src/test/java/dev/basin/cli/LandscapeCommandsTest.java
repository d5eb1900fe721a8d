package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planes, trajectories and neighbourhoods from weights on disk. */
final class LandscapeCommandsTest {
  private static final String ON = " --network F1 --data mnist --limit 200 --chunk-size 100";

  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static Path small;
  private static Path large;
  private static Path third;

  @BeforeAll
  static void prepare() {
    Data.requireMnist();
    small = Data.weights(shared.resolve("small.safetensors"), 1);
    large = Data.weights(shared.resolve("large.safetensors"), 2);
    third = Data.weights(shared.resolve("third.safetensors"), 3);
  }

  private double lossOf(Path weights) throws IOException {
    return json("sharpness --subspace 1 --maximizer sign" + ON, "--weights", weights)
        .get("loss")
        .doubleValue();
  }

  @Test
  void aRandomPlaneHasTheModelInItsCentre() throws IOException {
    Map<String, String> before = Folder.hashes(shared);
    Path figure = directory.resolve("contour.svg");
    Path surface = directory.resolve("surface.png");
    JsonNode printed =
        json(
            "plane --points 3 --span 0.5 --test" + ON,
            "--weights",
            small,
            "--figure",
            figure,
            "--surface",
            surface);
    assertThat(keys(printed))
        .contains("kind", "seed", "solutions", "a", "b", "points", "objective");
    assertThat(printed.get("kind").textValue()).isEqualTo("filter");
    JsonNode centre = printed.get("points").get(4);
    assertThat(keys(centre))
        .containsExactly("a", "b", "trainLoss", "trainAccuracy", "testLoss", "testAccuracy");
    double loss = lossOf(small);
    assertThat(centre.get("trainLoss").doubleValue()).isEqualTo(loss);
    assertThat(printed.get("solutions").get(0).get("trainLoss").doubleValue()).isEqualTo(loss);
    assertThat(printed.get("solutions").get(0).get("sha256").textValue())
        .isEqualTo(before.get("small.safetensors"));
    assertThat(Files.readString(figure)).contains("<svg", "polygon");
    assertThat(surface).isNotEmptyFile();
    assertThat(Folder.hashes(shared)).isEqualTo(before);
  }

  @Test
  void aPlaneOfThreeSolutionsGoesThroughThem() throws IOException {
    JsonNode printed =
        json("plane --points 3 --margin 0" + ON, "--solutions", small + "," + large + "," + third);
    assertThat(printed.get("kind").textValue()).isEqualTo("solutions");
    assertThat(printed.get("seed").isNull()).isTrue();
    JsonNode solutions = printed.get("solutions");
    assertThat(solutions.get(0).get("trainLoss").doubleValue()).isEqualTo(lossOf(small));
    assertThat(solutions.get(2).get("trainLoss").doubleValue()).isEqualTo(lossOf(third));
    // without a margin the first and the second are corners of the grid
    assertThat(printed.get("points").get(0).get("trainLoss").doubleValue())
        .isEqualTo(solutions.get(0).get("trainLoss").doubleValue());
    assertThat(printed.get("points").get(2).get("trainLoss").doubleValue())
        .isCloseTo(solutions.get(1).get("trainLoss").doubleValue(), within(1e-6));
    Run line =
        Run.of(words("plane --points 3" + ON, "--solutions", small + "," + large + "," + large));
    OneLine.assertFailure(line, ExitCode.USAGE);
    assertThat(line.err()).contains("on one line");
  }

  @Test
  void aPlaneGoesOnWhereItWasStopped() throws IOException {
    Path store = directory.resolve("points.tsv");
    String command = "plane --points 3" + ON + " --json";
    Run whole = Run.of(words(command, "--weights", small, "--points-file", store));
    byte[] bytes = Files.readAllBytes(store);
    for (int length : new int[] {0, 100, bytes.length / 2, bytes.length - 3, bytes.length}) {
      Files.write(store, Arrays.copyOf(bytes, length));
      Run again = Run.of(words(command, "--weights", small, "--points-file", store));
      assertThat(again.code()).as(again.err()).isZero();
      assertThat(again.out()).isEqualTo(whole.out());
      assertThat(Files.readAllBytes(store)).isEqualTo(bytes);
    }
    Run other = Run.of(words(command + " --seed 2", "--weights", small, "--points-file", store));
    OneLine.assertFailure(other, ExitCode.OUTPUT);
    assertThat(other.err()).contains("seed is '1' there", "'2' here", "choose another file");
    Run weights = Run.of(words(command, "--weights", large, "--points-file", store));
    OneLine.assertFailure(weights, ExitCode.OUTPUT);
    assertThat(weights.err()).contains("weightsSha256");
    assertThat(Files.readAllBytes(store)).isEqualTo(bytes);
  }

  @Test
  void neighbourhood() throws IOException {
    Map<String, String> before = Folder.hashes(shared);
    Path store = directory.resolve("points.tsv");
    String command = "neighbourhood --directions 5 --radii 0.01,1" + ON;
    JsonNode printed =
        json(
            command,
            "--weights",
            small,
            "--points-file",
            store,
            "--figure",
            directory.resolve("shares.svg"),
            "--rises",
            directory.resolve("rises.png"));
    assertThat(keys(printed))
        .contains(
            "weightsSha256",
            "scaling",
            "directions",
            "seed",
            "loss",
            "accuracy",
            "threshold",
            "confidence",
            "radii",
            "points",
            "objective");
    assertThat(printed.get("loss").doubleValue()).isEqualTo(lossOf(small));
    assertThat(printed.get("points")).hasSize(10);
    JsonNode steep = printed.get("radii").get(0).get("steep");
    assertThat(keys(steep)).containsExactly("successes", "trials", "share", "low", "high");
    assertThat(steep.get("trials").intValue()).isEqualTo(5);
    byte[] bytes = Files.readAllBytes(store);
    // another threshold asks the same points
    JsonNode other =
        json(command + " --threshold 1e-9", "--weights", small, "--points-file", store);
    assertThat(other.get("points")).isEqualTo(printed.get("points"));
    assertThat(Files.readAllBytes(store)).isEqualTo(bytes);
    // and so do more directions
    JsonNode more =
        json(
            command.replace("--directions 5", "--directions 6"),
            "--weights",
            small,
            "--points-file",
            store);
    assertThat(more.get("points").get(9)).isEqualTo(printed.get("points").get(9));
    assertThat(more.get("points")).hasSize(12);
    assertThat(Folder.hashes(shared)).isEqualTo(before);
  }

  @Test
  void aTrainedTrajectory() throws IOException {
    Path iterates = directory.resolve("iterates");
    Path solution = directory.resolve("solution.safetensors");
    String train = "train --network F1 --limit 200 --batch 50 --epochs 4 --learning-rate 1e-4";
    Run trained = Run.of(words(train, "--out", solution, "--iterates", iterates));
    assertThat(trained.code()).as(trained.err()).isZero();
    Map<String, String> before = Folder.hashes(iterates);
    assertThat(before.keySet())
        .containsExactly(
            "iterate-00000.safetensors",
            "iterate-00001.safetensors",
            "iterate-00002.safetensors",
            "iterate-00003.safetensors",
            "iterate-00004.safetensors");
    Run again = Run.of(words(train, "--seed", "2", "--iterates", iterates));
    OneLine.assertFailure(again, ExitCode.OUTPUT);
    assertThat(again.err()).contains("is not empty", "--iterates");

    Path store = directory.resolve("trajectory.tsv");
    JsonNode printed =
        json(
            "trajectory --grid 3" + ON,
            "--iterates",
            iterates,
            "--points-file",
            store,
            "--figure",
            directory.resolve("trajectory.png"),
            "--losses",
            directory.resolve("losses.svg"));
    assertThat(keys(printed)).contains("explained", "iterates", "plane", "objective");
    double sum = 0;
    for (JsonNode share : printed.get("explained")) {
      sum += share.doubleValue();
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    JsonNode last = printed.get("iterates").get(4);
    assertThat(last.get("loss").doubleValue())
        .isEqualTo(lossOf(solution))
        .isEqualTo(last.get("projectedLoss").doubleValue());
    assertThat(last.get("distance").doubleValue()).isZero();
    assertThat(printed.get("iterates").get(0).get("loss").doubleValue())
        .isEqualTo(lossOf(iterates.resolve("iterate-00000.safetensors")));
    assertThat(printed.get("plane").get("points")).hasSize(9);
    assertThat(directory.resolve("trajectory.tsv.plane")).isNotEmptyFile();
    assertThat(Folder.hashes(iterates)).isEqualTo(before);
  }

  @Test
  void aTrajectoryNeedsThreeIterates() throws IOException {
    Run two = Run.of(words("trajectory" + ON, "--iterates", small, large));
    OneLine.assertFailure(two, ExitCode.USAGE);
    assertThat(two.err()).contains("names 2 weight files", "at least 3");
    Run none =
        Run.of(
            words(
                "trajectory" + ON,
                "--iterates",
                Files.createDirectory(directory.resolve("empty"))));
    OneLine.assertFailure(none, ExitCode.WEIGHTS);
    assertThat(none.err()).contains(".safetensors");
  }

  @Test
  void tables() {
    Run plane = Run.of(words("plane --points 3" + ON, "--weights", small));
    assertThat(plane.out()).contains("plane of two random directions", "3 x 3", "least");
    Run near = Run.of(words("neighbourhood --directions 2 --radii 0.1" + ON, "--weights", small));
    assertThat(near.out()).contains("95 % interval");
    Run path = Run.of(words("trajectory" + ON, "--iterates", small, large, third));
    assertThat(path.out()).contains("variance explained", "projected");
  }

  private static JsonNode json(String command, Object... more) throws IOException {
    Run run = Run.of(words(command + " --json", more));
    assertThat(run.code()).as(run.err()).isZero();
    return Json.strict(run.out());
  }

  private static List<String> words(String command, Object... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    for (Object word : more) {
      words.add(word.toString());
    }
    return words;
  }

  private static List<String> keys(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
