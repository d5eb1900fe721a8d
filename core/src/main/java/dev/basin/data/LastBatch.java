package dev.basin.data;

import java.util.Locale;

/** What becomes of the points of an epoch that are left over by whole batches. */
public enum LastBatch {
  /** They are a smaller batch, the epoch's last. */
  KEEP,
  /** The epoch ends without them; the next, in another order, leaves out others. */
  DROP;

  /** The name as it is written on command lines, in studies and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
