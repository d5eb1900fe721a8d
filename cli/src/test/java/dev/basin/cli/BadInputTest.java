package dev.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong options: one line that names the option and what is allowed, exit code 2, no work done. */
final class BadInputTest {
  @TempDir Path directory;

  static Stream<Arguments> wrong() {
    return Stream.of(
        // what there is to choose from is said
        wrong("compare F9", "'F9'", "F1, F2, C1, C2, C3, C4"),
        wrong("compare F1 --data cifar", "'cifar'", "mnist"),
        wrong("compare F1 --maximizer newton", "--maximizer", "LBFGSB, SIGN, BEST", "newton"),
        wrong("compare F1 --subspace-maximizer x", "--subspace-maximizer", "LBFGSB, SIGN, BEST"),
        wrong("sharpness --network F1 --weights w --maximizer x", "one of lbfgsb, sign, best"),
        wrong("landscape --network F1 --from w --to w --path spiral", "--path", "one of line, arc"),
        wrong("evaluate --network F9 --weights w", "'F9'", "F1"),
        wrong("train --network F9 --out w", "'F9'", "F1"),
        wrong("evaluate --network F1 --weights w --data cifar", "'cifar'", "mnist"),
        wrong("data fetch cifar", "'cifar'", "mnist, cifar10, cifar100"),
        // unknown and missing
        wrong("compare F1 --bogus", "--bogus", "basin compare --help"),
        wrong("compare F1 --trails 3", "--trails", "did you mean", "--trials"),
        wrong("compare", "NETWORK"),
        wrong("conpare F1", "conpare", "compare"),
        wrong("", "basin --help"),
        wrong("data", "fetch, list, prepare or inspect"),
        wrong("network", "missing: list or show"),
        wrong("evaluate --network F1", "--weights"),
        // the box
        wrong("compare F1 --epsilon 0", "epsilon is 0.0", "> 0"),
        wrong("compare F1 --epsilon 1e-3,-1", "epsilon is -1.0", "> 0"),
        wrong("compare F1 --epsilon NaN", "epsilon is NaN", "> 0"),
        wrong("compare F1 --epsilon Infinity", "epsilon is Infinity", "> 0"),
        wrong("compare F1 --epsilon small", "--epsilon", "'small'"),
        wrong("sharpness --network F1 --weights w --epsilon 0", "epsilon is 0;", "> 0"),
        wrong("sharpness --network F1 --weights w --epsilon -1", "epsilon is -1;", "> 0"),
        wrong("sharpness --network F1 --weights w --epsilon NaN", "epsilon is NaN", "> 0"),
        wrong("sharpness --network F1 --weights w --epsilon x", "--epsilon is x;"),
        wrong("sharpness --network F1 --weights w --subspace 0", "--subspace is 0", "from 1"),
        wrong("sharpness --network F1 --weights w --subspace -1", "--subspace is -1", "from 1"),
        wrong("sharpness --network F1 --weights w --subspace 9999999", "--subspace is 9999999"),
        wrong("compare F1 --subspace -1", "--subspace is -1", "from 1"),
        wrong("compare F1 --subspace 9999999", "--subspace is 9999999", "1462794"),
        wrong("sharpness --network F1 --weights w --region cube", "--region", "adaptive-ball"),
        // studies
        wrong("study run nothing.yaml", "nothing.yaml", "no such file"),
        wrong("study show ../studies/_paper.yaml", "_paper.yaml", "is a base for others"),
        wrong("study run ../studies/table2.yaml --scale paper", "'timit'", "--data timit=DATA"),
        wrong("study plan ../studies --only F9", "'F9'", "F1, F2"),
        wrong("study run nothing.txt", "nothing.txt", "expected a name in .yaml"),
        wrong("study run nothing.yaml --checkpoint -1", "--checkpoint is -1", "at least 0"),
        wrong("study run nothing.yaml --memory 0", "--memory is 0", "> 0"),
        wrong("study list nothing.yaml --scale huge", "nothing.yaml"),
        wrong("study plan nothing.yaml --parallel 0", "--parallel is 0", "at least 1"),
        wrong("study report nothing.yaml", "--out"),
        wrong("study", "list", "run", "report"),
        // curvature
        wrong("spectrum --network F1 --weights w --top 0", "top, bottom is 0, 0", "at least"),
        wrong("spectrum --network F1 --weights w --tolerance 0", "tolerance is 0;"),
        wrong(
            "spectrum --network F1 --weights w --max-products 3", "--max-products is 3", "here 12"),
        wrong("spectrum --network F1 --weights w --trace 5", "--trace is 5", "from 6 to"),
        wrong("spectrum --network F1 --weights w --density 0", "--density is 0", "from 1 to"),
        wrong("spectrum --network F1 --weights w --starts 1", "--starts is 1", "from 2 to"),
        wrong("spectrum --network F1 --weights w --per-layer 1", "--per-layer is 1"),
        wrong("spectrum --network F1 --weights w --layer conv0", "'conv0'", "linear0, linear1"),
        wrong("spectrum --network F1 --weights w --layer norm0 --per-layer 9", "--per-layer is 9"),
        wrong("spectrum --network F1 --weights w --chunk-size 0", "--chunk-size is 0"),
        wrong("spectrum --network F1 --weights w --precision bf16", "--precision", "FLOAT64"),
        wrong("spectrum --network F1 --weights w --density 5 --figure a.gif", ".svg or .png"),
        wrong(
            "evaluate --network F1 --weights w --batch-norm running --chunk-size 1",
            "--chunk-size is 1",
            "at least 2"),
        wrong("remarks --network F1 --weights w --epsilon 0", "epsilon is 0;", "> 0"),
        wrong("remarks --network F1 --weights w --subspace 0", "subspace is 0"),
        wrong("remarks --network F1 --weights w --figures nowhere", "--figures", "a folder"),
        // batches and data
        wrong("compare F1 --limit 0", "--limit is 0", "from 1 to 60000"),
        wrong("compare F1 --limit -3", "--limit is -3", "from 1 to 60000"),
        wrong("compare F1 --limit 70000", "--limit is 70000", "from 1 to 60000"),
        wrong("compare F1 --quick --limit 0", "--limit is 0", "from 1 to 60000"),
        wrong("evaluate --network F1 --weights w --limit 0", "--limit is 0", "from 1 to 60000"),
        wrong("compare F1 --limit 600 --small-batch 700", "--small-batch is 700", "600 training"),
        wrong("compare F1 --limit 600 --large-batch 601", "--large-batch is 601", "600 training"),
        wrong("compare F1 --small-batch 0", "--small-batch is 0", "at least 1"),
        wrong("compare F1 --large-batch 256", "large batch is 256", "more than"),
        wrong("compare F1 --large-batch 100", "large batch is 100", "more than"),
        wrong("train --network F1 --batch 60001 --out w", "--batch is 60001", "60000 training"),
        wrong("train --network F1 --batch 0 --out w", "batch", "is 0", "at least 1"),
        wrong("train --network F1 --batch many --out w", "'many'", "POINTS:factor=F,every=EPOCHS"),
        wrong("train --network F1 --batch 256:factor=2 --out w", "'every'", "must be given"),
        wrong(
            "train --network F1 --batch 256:factor=9,every=1,max=99999 --out w",
            "--batch is 99999 in epoch 20",
            "60000 training"),
        // counts
        wrong("compare F1 --trials 0", "trials is 0", "at least 1"),
        wrong("compare F1 --trials two", "--trials", "'two'"),
        wrong("compare F1 --parallel 0", "--parallel is 0", "at least 1"),
        wrong("compare F1 --parallel -1", "--parallel is -1", "at least 1"),
        wrong("evaluate --network F1 --weights w --parallel 0", "--parallel is 0", "at least 1"),
        wrong("train --network F1 --out w --parallel 0", "--parallel is 0", "at least 1"),
        wrong("compare F1 --points 1", "points is 1", "at least 2"),
        wrong("landscape --network F1 --from w --to w --points 1", "points is 1", "from 2"),
        wrong("landscape --network F1 --from w --to w --range 1", "--range is 1;", "A,B"),
        wrong("landscape --network F1 --from w --to w --range 2,-1", "--range", "A < B"),
        wrong(
            "landscape --network F1 --from w --to w --range NaN,1",
            "--range is NaN",
            "at most 10000000"),
        // planes, trajectories, neighbourhoods
        wrong("plane --network F1", "--weights FILE or --solutions A,B,C"),
        wrong("plane --network F1 --weights w --solutions a,b,c", "either --weights FILE"),
        wrong("plane --network F1 --solutions a,b", "--solutions names 2 files", "three"),
        wrong("plane --network F1 --weights w --points 4", "points is 4", "odd"),
        wrong("plane --network F1 --weights w --points 1", "points is 1", "from 2 to"),
        wrong("plane --network F1 --solutions a,b,c --points 1", "points is 1", "from 2 to"),
        wrong("plane --network F1 --solutions a,b,c --margin -1", "margin is -1;", "at least 0"),
        wrong("plane --network F1 --weights w --span 0", "span is 0;", "> 0"),
        wrong("plane --network F1 --weights w --scaling layer", "filter", "sphere", "is layer"),
        wrong("plane --network F1 --weights w --figure f.pdf", "--figure is f.pdf", ".png"),
        wrong("plane --network F1 --weights w --surface f", "--surface is f", ".svg"),
        wrong("trajectory --network F1", "--iterates"),
        wrong("trajectory --network F1 --grid 1 --iterates d", "--grid is 1", "at least 2"),
        wrong(
            "trajectory --network F1 --iterates d --store f",
            "--store names a store of runs",
            "--points-file f"),
        wrong("trajectory --network F1 --iterates d --losses f", "--losses is f", ".svg"),
        wrong("neighbourhood --network F1", "--weights"),
        wrong("neighbourhood --network F1 --weights w --directions 0", "directions is 0"),
        wrong("neighbourhood --network F1 --weights w --radii 0", "--radii is 0;", "> 0"),
        wrong("neighbourhood --network F1 --weights w --radii 1,1", "radii", "different"),
        wrong("neighbourhood --network F1 --weights w --radii x", "--radii is x;"),
        wrong("neighbourhood --network F1 --weights w --threshold 0", "--threshold is 0;", "> 0"),
        wrong("neighbourhood --network F1 --weights w --rises f", "--rises is f", ".svg"),
        // exports
        wrong("study export x --out o", "--to"),
        wrong("study export x --to hdf5 --out o", "--to", "tensorboard, mlflow, parquet, csv"),
        wrong("study export x --to parquet", "--to parquet needs --out DIR"),
        wrong("study export x --to csv --server http://a --out o", "and no --server"),
        wrong("study export x --to mlflow", "--to mlflow needs --server URL"),
        wrong("study export x --to mlflow --server http://a --out o", "and no --out"),
        wrong("study export x --to mlflow --server here", "'here'", "http://localhost:5000"),
        wrong("compare F1 --epochs 0", "epochs is 0", "at least 1"),
        wrong("compare F1 --patience 0", "patience is 0", "at least 1"),
        wrong("train --network F1 --epochs 0 --out w", "epochs is 0", "at least 1"),
        wrong("compare F1 --learning-rate 0", "--learning-rate is 0.0", "> 0"),
        wrong("compare F1 --learning-rate NaN", "--learning-rate is NaN", "> 0"),
        wrong("train --network F1 --learning-rate -1 --out w", "--learning-rate is -1.0", "> 0"),
        wrong(
            "compare F1 --optimizer newton", "'newton'", "adam, adagrad, sgd, lars, lamb or adaqn"),
        wrong("train --network F1 --remedy luck --out w", "'luck'", "augmentation, adversarial"),
        wrong("train --network F1 --remedy sam:rho=0 --out w", "rho is 0.0", "> 0"),
        wrong("train --network F1 --remedy sam --remedy asam --out w", "cannot be combined"),
        wrong("train --network F1 --remedy piggyback --out w", "batch is 256", "less than the"),
        wrong("compare F1 --remedy sam --remedy sam", "given twice"),
        wrong(
            "train --network F2 --data synthetic-speech --remedy augmentation --out w",
            "augmentation does not fit data set synthetic-speech",
            "expected pictures"),
        wrong(
            "compare F2 --data synthetic-speech --remedy augmentation",
            "augmentation does not fit data set synthetic-speech",
            "expected pictures"),
        wrong(
            "train --network F1 --noise-scale --remedy gradient-clipping --out w",
            "--noise-scale",
            "gradient-clipping cannot be combined"),
        wrong("compare F1 --remedy piggyback:batch=7000", "batch is 7000", "6000"),
        wrong("remedy", "missing: list"),
        wrong("compare F1 --optimizer sgd:rate=1", "'rate'", "lr, momentum, nesterov, decay"),
        wrong("train --network F1 --optimizer adaqn:memory=0 --out w", "memory is 0", "at least 1"),
        wrong(
            "train --network F1 --optimizer sgd:schedule=linear --out w",
            "schedule is 'linear'",
            "cosine:EPOCHS"));
  }

  private static Arguments wrong(String command, String... said) {
    return Arguments.of(command, List.of(said));
  }

  @ParameterizedTest(name = "basin {0}")
  @MethodSource("wrong")
  void isRefusedInOneLine(String command, List<String> said) {
    Path out = directory.resolve("out");
    List<String> words =
        Stream.concat(
                Stream.of(command.split(" ")).filter(word -> !word.isEmpty()),
                command.startsWith("compare ")
                    ? Stream.of("--out", out.toString())
                    : Stream.<String>of())
            .toList();

    Run run = Run.of(words);

    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains(said);
    assertThat(directory).isEmptyDirectory();
    assertThat(Path.of("w")).doesNotExist();
  }

  @Test
  void resumeNeedsAFolder() {
    Run run = Run.of("compare", "F1", "--resume");
    OneLine.assertFailure(run, ExitCode.USAGE);
    assertThat(run.err()).contains("--resume needs --out");
  }
}
