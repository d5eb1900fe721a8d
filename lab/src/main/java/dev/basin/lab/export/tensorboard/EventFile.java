package dev.basin.lab.export.tensorboard;

import dev.basin.lab.export.Scalar;
import java.util.List;

/**
 * The content of an event file: {@code Event} messages (TensorBoard, {@code event.proto} and {@code
 * summary.proto}), a version first and then one a scalar, as float32. Every {@code wall_time} is 0,
 * so that equal runs give equal bytes; on TensorBoard's axis of time they all lie at one point.
 */
final class EventFile {
  /** Begins with {@code events.out.tfevents}, by which TensorBoard finds event files. */
  static final String NAME = "events.out.tfevents.0.basin";

  private static final String VERSION = "brain.Event:2";

  // Event
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;

  // Summary
  private static final int VALUE = 1;

  // Summary.Value
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private EventFile() {}

  static byte[] of(List<Scalar> scalars) {
    Records records = new Records();
    records.add(event(0).text(FILE_VERSION, VERSION).toBytes());
    for (Scalar scalar : scalars) {
      Protobuf value =
          new Protobuf().text(TAG, scalar.tag()).single(SIMPLE_VALUE, (float) scalar.value());
      Protobuf summary = new Protobuf().message(VALUE, value);
      records.add(event(scalar.step()).message(SUMMARY, summary).toBytes());
    }
    return records.toBytes();
  }

  private static Protobuf event(long step) {
    return new Protobuf().real(WALL_TIME, 0).integer(STEP, step);
  }
}
