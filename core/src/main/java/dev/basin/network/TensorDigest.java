package dev.basin.network;

import dev.basin.engine.Sha256;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** The digest of named tensors with what is said of them, for files that check themselves. */
public final class TensorDigest {
  private static final int LARGEST_PIECE = 1 << 20;

  private TensorDigest() {}

  /**
   * SHA-256 over the words and the tensors in the order of their names: each name, a tensor's size
   * in bytes, and its bytes.
   *
   * @param words what is said of the tensors
   * @param tensors contiguous, on the CPU
   */
  public static String of(Map<String, String> words, Map<String, Tensor> tensors) {
    Sha256 digest = new Sha256();
    SortedMap<String, String> inOrder = new TreeMap<>(words);
    inOrder.forEach((name, word) -> text(digest, name + "=" + word + "\n"));
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              text(digest, name + ":" + tensor.nbytes() + "\n");
              bytes(digest, tensor);
            });
    return digest.hex();
  }

  private static void text(Sha256 digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(Sha256 digest, Tensor tensor) {
    long size = tensor.nbytes();
    byte[] piece = new byte[(int) Math.min(size, LARGEST_PIECE)];
    try {
      for (long done = 0; done < size; done += piece.length) {
        int count = (int) Math.min(piece.length, size - done);
        ByteBuffer part = TensorBytes.piece(tensor, done, count);
        part.get(piece, 0, count);
        digest.update(piece, 0, count);
      }
    } finally {
      Reference.reachabilityFence(tensor);
    }
  }
}
