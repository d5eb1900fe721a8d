package dev.basin.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** MNIST's training set as one array of images (60000, 784) in [0, 1] and one of labels. */
final class Mnist {
  private static final int IMAGE_HEADER = 16;
  private static final int LABEL_HEADER = 8;
  private static final int PIXELS = 784;

  private Mnist() {}

  /** Reads the set, to be drawn without replacement in batches of which the last may be smaller. */
  static ArrayDataset read(NDManager manager, Path directory, int batch) throws IOException {
    byte[] images = Files.readAllBytes(directory.resolve("train-images-idx3-ubyte"));
    byte[] labels = Files.readAllBytes(directory.resolve("train-labels-idx1-ubyte"));
    int samples = labels.length - LABEL_HEADER;
    float[] pixels = new float[samples * PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (images[IMAGE_HEADER + i] & 0xff) / 255f;
    }
    long[] classes = new long[samples];
    for (int i = 0; i < samples; i++) {
      classes[i] = labels[LABEL_HEADER + i];
    }
    NDArray x = manager.create(pixels, new Shape(samples, PIXELS));
    NDArray y = manager.create(classes);
    return new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(batch, true).build();
  }
}
