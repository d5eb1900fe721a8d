package dev.basin.lab;

import dev.basin.data.LastBatch;
import dev.basin.objective.Chunks;
import java.util.List;

/**
 * A finished comparison of small-batch with large-batch training: everything that a report shows.
 *
 * @param schema version of this record's JSON form, {@link #SCHEMA}
 * @param network the network's name
 * @param parameters n, the number of trainable weights
 * @param data the data set's name
 * @param dataDigest SHA-256 over the data set's files
 * @param dataOrigin where the data come from and what was done to them, a sentence; empty for a
 *     published data set as it is
 * @param trainPoints training points used
 * @param testPoints test points used
 * @param chunkSize the most points of a chunk in evaluations; BatchNorm normalises with each
 *     chunk's own statistics, so this is part of f's definition
 * @param lastBatch what became in training of the points that whole batches leave over in an epoch:
 *     {@code keep} or {@code drop}
 * @param optimizer the optimiser with its settings
 * @param stoppingRule the rule that ended training, in words
 * @param seed the seed that every random stream is derived from
 * @param command the command that reproduces this result
 * @param created when it was finished, ISO-8601
 * @param seconds wall-clock time of the whole comparison
 * @param peakMemoryBytes largest resident memory of the process, 0 where the system does not tell
 * @param environment machine and versions
 * @param trials one entry a trial
 */
public record ComparisonResult(
    int schema,
    String network,
    long parameters,
    String data,
    String dataDigest,
    String dataOrigin,
    int trainPoints,
    int testPoints,
    int chunkSize,
    String lastBatch,
    String optimizer,
    String stoppingRule,
    long seed,
    String command,
    String created,
    double seconds,
    long peakMemoryBytes,
    Environment environment,
    List<TrialResult> trials) {

  /** The version of the JSON form that this code writes. */
  public static final int SCHEMA = 2;

  /** Of runs that kept a smaller last batch. */
  public ComparisonResult(
      int schema,
      String network,
      long parameters,
      String data,
      String dataDigest,
      String dataOrigin,
      int trainPoints,
      int testPoints,
      int chunkSize,
      String optimizer,
      String stoppingRule,
      long seed,
      String command,
      String created,
      double seconds,
      long peakMemoryBytes,
      Environment environment,
      List<TrialResult> trials) {
    this(
        schema,
        network,
        parameters,
        data,
        dataDigest,
        dataOrigin,
        trainPoints,
        testPoints,
        chunkSize,
        LastBatch.KEEP.label(),
        optimizer,
        stoppingRule,
        seed,
        command,
        created,
        seconds,
        peakMemoryBytes,
        environment,
        trials);
  }

  /** How the training points were cut in evaluations. */
  public Chunks trainChunks() {
    return new Chunks(trainPoints, chunkSize);
  }

  /** How the test points were cut in evaluations. */
  public Chunks testChunks() {
    return new Chunks(testPoints, chunkSize);
  }
}
