package dev.basin.data.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Threads that decode pictures. Whoever asked takes the pictures in their order, so that neither
 * what is made of them nor the error that is met first depends on the number of threads. What is
 * decoded at the same time is bounded by memory.
 */
final class PictureThreads implements AutoCloseable {
  /** Makes a point of a picture. */
  interface Decoding {
    /**
     * The memory that {@link #values} takes, with what it gives.
     *
     * @throws dev.basin.data.DatasetFormatException if nothing can be made of it
     */
    long bytes(PictureFile file, FolderPicture picture);

    /** A point's values. */
    byte[] values(PictureFile file, FolderPicture picture);
  }

  /** Takes a point. */
  @FunctionalInterface
  interface Sink {
    void accept(FolderPicture picture, byte[] values) throws IOException;
  }

  /** How far decoding may run ahead of what is taken. */
  private static final long AHEAD_BYTES = 64L << 20;

  private static final long AHEAD_PICTURES = 1024;

  private final int threads;
  private final long memoryBytes;
  private final ExecutorService pool;

  /**
   * Starts them.
   *
   * @param memoryBytes what all of them together may take; a picture that takes more is an error
   */
  PictureThreads(int threads, long memoryBytes) {
    this.threads = threads;
    this.memoryBytes = memoryBytes;
    pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "basin-pictures");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Decodes pictures and passes them on in their order.
   *
   * @param pointBytes how many bytes a point has
   */
  void inOrder(List<FolderPicture> pictures, long pointBytes, Decoding decoding, Sink sink)
      throws IOException {
    long ahead = Math.max(2L * threads, Math.min(AHEAD_PICTURES, AHEAD_BYTES / pointBytes));
    DecodingMemory memory = new DecodingMemory(memoryBytes);
    Queue<Future<byte[]>> running = new ArrayDeque<>();
    int begun = 0;
    for (FolderPicture picture : pictures) {
      while (begun < pictures.size() && running.size() < ahead) {
        int number = begun++;
        FolderPicture next = pictures.get(number);
        running.add(pool.submit(() -> decode(decoding, next, number, memory)));
      }
      byte[] values = taken(running.remove());
      sink.accept(picture, values);
      memory.give(values.length);
    }
  }

  /** What is taken of the memory, less the values, is given back. */
  private static byte[] decode(
      Decoding decoding, FolderPicture picture, int number, DecodingMemory memory)
      throws InterruptedException {
    try (PictureFile file = PictureFile.open(picture.file())) {
      long bytes = decoding.bytes(file, picture);
      if (bytes > memory.bytes()) {
        throw file.tooLarge(bytes, memory.bytes());
      }
      memory.take(number, bytes);
      byte[] values = decoding.values(file, picture);
      memory.give(bytes - values.length);
      return values;
    }
  }

  private static byte[] taken(Future<byte[]> running) throws IOException {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while pictures were decoded");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    }
  }

  /** Stops the threads; pictures that are not begun are skipped. */
  @Override
  public void close() {
    pool.shutdownNow();
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
