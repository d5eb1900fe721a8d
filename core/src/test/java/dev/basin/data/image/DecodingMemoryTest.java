package dev.basin.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DecodingMemoryTest {
  private static final int MOST = 1000;
  private static final int TAKERS = 200;

  /**
   * Many threads that come in any order: memory is given in order, and never more than there is.
   */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void sharesInOrderWithinTheBound() throws Exception {
    long seed = 17;
    Random random = new Random(seed);
    DecodingMemory memory = new DecodingMemory(MOST);
    AtomicLong used = new AtomicLong();
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    ExecutorService pool = Executors.newFixedThreadPool(TAKERS);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < TAKERS; i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, random);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int number : numbers) {
      int bytes = random.nextInt(MOST + 1);
      results.add(
          pool.submit(
              () -> {
                memory.take(number, bytes);
                served.add(number);
                boolean within = used.addAndGet(bytes) <= MOST;
                Thread.onSpinWait();
                used.addAndGet(-bytes);
                memory.give(bytes);
                return within;
              }));
    }
    for (Future<Boolean> result : results) {
      assertThat(result.get()).as("seed %d", seed).isTrue();
    }
    pool.shutdown();
    assertThat(served).containsExactlyInAnyOrderElementsOf(numbers);
    assertThat(memory.bytes()).isEqualTo(MOST);
  }

  /** A picture that waits for memory is not overtaken by one that would fit. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void nobodyIsOvertaken() throws Exception {
    DecodingMemory memory = new DecodingMemory(MOST);
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    memory.take(0, 600);
    List<Thread> threads = new ArrayList<>();
    for (int number = 2; number > 0; number--) { // the later one comes first
      int mine = number;
      Thread thread =
          new Thread(
              () -> {
                try {
                  memory.take(mine, mine == 1 ? MOST : 1);
                  synchronized (memory) {
                    served.add(mine);
                  }
                  memory.give(mine == 1 ? MOST : 1);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
      threads.add(thread);
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    assertThat(served).isEmpty();
    memory.give(600);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(served).containsExactly(1, 2);
  }
}
