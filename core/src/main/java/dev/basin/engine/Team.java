package dev.basin.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the many short phases of one training step. A phase is cut into a fixed number
 * of blocks; which thread does a block does not matter to its arithmetic, so the bits do not depend
 * on the team's size. Between phases the members spin, because waking a thread takes longer than a
 * phase; they sleep when nothing comes for a millisecond or so.
 *
 * <p>Used by one thread, which is the first member.
 */
public final class Team implements AutoCloseable {
  private static final int SPINS = 20_000;
  private static final long NAP = 20_000; // nanoseconds

  private final List<Member> members = new ArrayList<>();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final Runnable onClose;
  private final AtomicInteger phase = new AtomicInteger();
  private volatile boolean closed;
  private int blocks;
  private @Nullable IntConsumer body;
  private volatile @Nullable Throwable failure;

  /**
   * Forms a team.
   *
   * @param size members, the calling thread among them, at least 1
   */
  public Team(int size) {
    this(size, () -> {});
  }

  Team(int size, Runnable onClose) {
    if (size < 1) {
      throw new IllegalArgumentException("team size is " + size + "; expected at least 1");
    }
    this.onClose = onClose;
    for (int k = 1; k < size; k++) {
      members.add(new Member(k));
    }
    members.forEach(Member::start);
  }

  /** How many members there are. */
  public int size() {
    return members.size() + 1;
  }

  /**
   * Does one phase: {@code work} for blocks 0 … count − 1, and returns when all are done.
   *
   * @throws IllegalStateException if the team is closed
   * @throws RuntimeException the failure of a block, or the {@link Error} that it was
   */
  public void forEach(int count, IntConsumer work) {
    if (closed) {
      throw new IllegalStateException("the team is closed");
    }
    if (members.isEmpty()) {
      for (int k = 0; k < count; k++) {
        work.accept(k);
      }
      return;
    }
    blocks = count;
    body = work;
    unfinished.set(members.size());
    phase.incrementAndGet();
    members.forEach(Member::wake);
    share(0, count, work);
    for (int spins = 0; unfinished.get() > 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP); // a member waits for a core: let it have this one
      }
    }
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      if (thrown instanceof Error error) {
        throw error;
      }
      throw thrown instanceof RuntimeException runtime
          ? runtime
          : new IllegalStateException(thrown);
    }
  }

  /** The blocks of one member. */
  private void share(int member, int count, IntConsumer work) {
    try {
      for (int k = member; k < count; k += size()) {
        work.accept(k);
      }
    } catch (Throwable e) {
      failure = e;
    }
  }

  /** Sends the members away; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    members.forEach(Member::wake);
    onClose.run();
  }

  private final class Member extends Thread {
    private final int index;
    private volatile boolean asleep;

    Member(int index) {
      super("basin-team-" + index);
      this.index = index;
      setDaemon(true);
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      NativeRuntime.prepareThread();
      int seen = 0;
      while (awaitPhaseAfter(seen)) {
        seen++;
        IntConsumer work = body;
        if (work != null) {
          share(index, blocks, work);
        }
        unfinished.decrementAndGet();
      }
    }

    /** Waits for the next phase; false if the team was closed. */
    private boolean awaitPhaseAfter(int seen) {
      int spins = 0;
      while (phase.get() == seen) {
        if (closed) {
          return false;
        }
        if (spins < SPINS) {
          spins++;
          Thread.onSpinWait();
        } else {
          asleep = true;
          if (phase.get() == seen && !closed) {
            LockSupport.park(this);
          }
          asleep = false;
        }
      }
      return true;
    }
  }
}
