package dev.basin.data.image;

/**
 * The memory in which pictures are decoded, shared out in their order: a picture waits until all
 * before it have theirs, so that the first always comes to its end, and however many threads there
 * are, the same pictures fit.
 */
final class DecodingMemory {
  private final long most;
  private long free;
  private int turn;

  /**
   * Begins with all of it free.
   *
   * @param bytes how much there is
   */
  DecodingMemory(long bytes) {
    most = bytes;
    free = bytes;
  }

  /** What there is for decoding in this process: half of what Java may take. */
  static long ofJava() {
    return Runtime.getRuntime().maxMemory() / 2;
  }

  /** How much there is, used or not. */
  long bytes() {
    return most;
  }

  /**
   * Waits for its turn and for memory, and takes it.
   *
   * @param number of the picture, from 0; each comes once
   * @param bytes at most {@link #bytes()}
   */
  synchronized void take(int number, long bytes) throws InterruptedException {
    while (turn != number || bytes > free) {
      wait();
    }
    free -= bytes;
    turn++;
    notifyAll();
  }

  /** Gives memory back. */
  synchronized void give(long bytes) {
    free += bytes;
    notifyAll();
  }
}
