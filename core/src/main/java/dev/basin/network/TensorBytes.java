package dev.basin.network;

import java.io.EOFException;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;

/**
 * Moves a contiguous CPU tensor's memory from and to a file in pieces, as a Java buffer holds less
 * than 2 GiB. The bytes are taken as they are: the engine's platforms are little-endian, as
 * safetensors is.
 */
final class TensorBytes {
  private static final long PIECE_BYTES = 1L << 28;

  private TensorBytes() {}

  /** Fills a tensor from a position of the file. */
  static void read(FileChannel channel, long position, Tensor tensor) throws IOException {
    long bytes = tensor.nbytes();
    long done = 0;
    try {
      while (done < bytes) {
        ByteBuffer piece = piece(tensor, done, Math.min(PIECE_BYTES, bytes - done));
        while (piece.hasRemaining()) {
          int count = channel.read(piece, position + done);
          if (count < 0) {
            throw new EOFException("the file ends at byte " + (position + done));
          }
          done += count;
        }
      }
    } finally {
      Reference.reachabilityFence(tensor);
    }
  }

  /** Appends a tensor's elements to the file. */
  static void write(FileChannel channel, Tensor tensor) throws IOException {
    long bytes = tensor.nbytes();
    try {
      for (long done = 0; done < bytes; done += PIECE_BYTES) {
        ByteBuffer piece = piece(tensor, done, Math.min(PIECE_BYTES, bytes - done));
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
      }
    } finally {
      Reference.reachabilityFence(tensor);
    }
  }

  /** A part of a tensor's memory; the caller keeps the tensor alive. */
  static ByteBuffer piece(Tensor tensor, long from, long count) {
    return new BytePointer(tensor.data_ptr()).position(from).limit(from + count).asByteBuffer();
  }
}
