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
 * <p>A team that {@link Workers} formed grows when threads become free and shrinks when jobs wait
 * for some, each time that it is asked to {@link #adapt}.
 *
 * <p>Used by one thread, which is the first member.
 */
public final class Team implements AutoCloseable {
  private static final int SPINS = 20_000;
  private static final long NAP = 20_000; // nanoseconds

  private final List<Member> members = new ArrayList<>();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final Pool pool;
  private final AtomicInteger phase = new AtomicInteger();
  private volatile boolean closed;
  private int blocks;
  private int parts = 1;
  private @Nullable IntConsumer body;
  private volatile @Nullable Throwable failure;

  /**
   * Forms a team.
   *
   * @param size members, the calling thread among them, in {@link Workers#PARALLELISM}
   */
  public Team(int size) {
    this(new Fixed());
    Workers.PARALLELISM.require(size, "team size");
    while (size() < size) {
      add();
    }
  }

  /** A team of the calling thread, which grows by what the pool lends. */
  Team(Pool pool) {
    this.pool = pool;
  }

  /** Lends threads. */
  interface Pool {

    /** Takes a thread for a team of so many members; false if none is free or it has enough. */
    boolean take(int members);

    /** Takes threads back. */
    void giveBack(int threads);

    /** Whether somebody waits for a thread. */
    boolean isWaitedFor();
  }

  /** Nobody else has to do with the members. */
  private static final class Fixed implements Pool {
    @Override
    public boolean take(int members) {
      return false;
    }

    @Override
    public void giveBack(int threads) {}

    @Override
    public boolean isWaitedFor() {
      return false;
    }
  }

  private void add() {
    Member member = new Member(size(), phase.get());
    members.add(member);
    member.start();
  }

  /** Takes in threads that are free, or gives one back if a job waits for it; between phases. */
  public void adapt() {
    if (closed) {
      return;
    }
    if (!members.isEmpty() && pool.isWaitedFor()) {
      remove(1);
      return;
    }
    while (pool.take(size())) {
      add();
    }
  }

  /** Gives back every thread that the pool lent, until it is asked to {@link #adapt}. */
  public void rest() {
    if (!(pool instanceof Fixed)) {
      remove(members.size());
    }
  }

  private void remove(int count) {
    for (int k = 0; k < count; k++) {
      members.remove(members.size() - 1).dismiss();
    }
    pool.giveBack(count);
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
    parts = size();
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
      for (int k = member; k < count; k += parts) {
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
    pool.giveBack(members.size());
  }

  private final class Member extends Thread {
    private final int index;
    private final int begin;
    private volatile boolean asleep;
    private volatile boolean dismissed;

    /**
     * A member.
     *
     * @param begin the phase that is over when it comes
     */
    Member(int index, int begin) {
      super("basin-team-" + index);
      this.index = index;
      this.begin = begin;
      setDaemon(true);
    }

    /** Sends it away, between phases. */
    void dismiss() {
      dismissed = true;
      wake();
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      NativeRuntime.prepareThread();
      int seen = begin;
      while (awaitPhaseAfter(seen)) {
        seen++;
        IntConsumer work = body;
        if (work != null) {
          share(index, blocks, work);
        }
        unfinished.decrementAndGet();
      }
    }

    /** Waits for the next phase; false if there is none for it. */
    private boolean awaitPhaseAfter(int seen) {
      int spins = 0;
      while (phase.get() == seen) {
        if (closed || dismissed) {
          return false;
        }
        if (spins < SPINS) {
          spins++;
          Thread.onSpinWait();
        } else {
          asleep = true;
          if (phase.get() == seen && !closed && !dismissed) {
            LockSupport.park(this);
          }
          asleep = false;
        }
      }
      return !dismissed; // said before the next phase begins
    }
  }
}
