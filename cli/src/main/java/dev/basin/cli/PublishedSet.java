package dev.basin.cli;

import dev.basin.data.DataFile;
import dev.basin.data.fetch.DataFetcher;
import dev.basin.data.image.CifarFetcher;
import dev.basin.data.image.CifarVariant;
import dev.basin.data.image.Mnist;
import dev.basin.data.image.MnistFetcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A published data set that can be fetched.
 *
 * @param name what it is asked for by
 * @param description what it holds
 * @param files what it consists of
 * @param fetcher finds or fetches it, given where data sets are kept
 */
record PublishedSet(
    String name,
    String description,
    List<DataFile> files,
    Function<@Nullable Path, DataFetcher> fetcher) {

  static final List<PublishedSet> ALL =
      List.of(
          new PublishedSet(
              "mnist",
              "60,000 + 10,000 pictures of 28 x 28, 10 classes",
              Mnist.files(),
              MnistFetcher::of),
          new PublishedSet(
              "cifar10",
              "50,000 + 10,000 pictures of 32 x 32 in colour, 10 classes",
              List.of(CifarVariant.CIFAR10.archive()),
              directory -> CifarFetcher.of(directory, CifarVariant.CIFAR10)),
          new PublishedSet(
              "cifar100",
              "50,000 + 10,000 pictures of 32 x 32 in colour, 100 classes in 20 groups",
              List.of(CifarVariant.CIFAR100_FINE.archive()),
              directory -> CifarFetcher.of(directory, CifarVariant.CIFAR100_FINE)));

  /**
   * The set of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static PublishedSet byName(String name) {
    String known = name.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(set -> set.name().equals(known))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown data set '"
                        + name
                        + "'; known are: "
                        + String.join(", ", ALL.stream().map(PublishedSet::name).toList())));
  }
}
