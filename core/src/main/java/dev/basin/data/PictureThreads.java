package dev.basin.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Threads that decode pictures. Whoever asked takes the pictures in their order, so that neither
 * what is made of them nor the error that is met first depends on the number of threads.
 */
final class PictureThreads implements AutoCloseable {
  /** Makes a point of a picture. */
  @FunctionalInterface
  interface Decoding {
    byte[] values(PictureDecoder decoder, FolderPicture picture) throws IOException;
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
  private final ExecutorService pool;
  private final List<PictureDecoder> decoders = new ArrayList<>();
  private final BlockingQueue<PictureDecoder> idle = new LinkedBlockingQueue<>();

  PictureThreads(int threads) {
    this.threads = threads;
    for (int i = 0; i < threads; i++) {
      decoders.add(new PictureDecoder());
    }
    idle.addAll(decoders);
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
    Queue<Future<byte[]>> running = new ArrayDeque<>();
    int begun = 0;
    for (FolderPicture picture : pictures) {
      while (begun < pictures.size() && running.size() < ahead) {
        FolderPicture next = pictures.get(begun++);
        running.add(pool.submit(() -> decode(decoding, next)));
      }
      sink.accept(picture, taken(running.remove()));
    }
  }

  private byte[] decode(Decoding decoding, FolderPicture picture)
      throws IOException, InterruptedException {
    PictureDecoder decoder = idle.take();
    try {
      return decoding.values(decoder, picture);
    } finally {
      idle.add(decoder);
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
    decoders.forEach(PictureDecoder::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
