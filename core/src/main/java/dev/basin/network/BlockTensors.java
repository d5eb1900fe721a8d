package dev.basin.network;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One tensor for each block of a batch, kept beyond the scope that it was made in. Different blocks
 * may be used by different threads at once.
 */
final class BlockTensors {
  private @Nullable Tensor[] tensors = new Tensor[0];

  /** Makes room for that many blocks, none of which is held any more. */
  void reset(int blocks) {
    dropAll();
    if (tensors.length != blocks) {
      tensors = new Tensor[blocks];
    }
  }

  /** Holds a block's tensor, by a handle of its own: what is given may be part of a tuple. */
  void put(int block, Tensor tensor) {
    tensors[block] = new Tensor(tensor).retainReference();
  }

  /** A block's tensor, or null if it is not held. */
  @Nullable Tensor get(int block) {
    return tensors[block];
  }

  /** Lets go of a block's tensor, if it is held. */
  void drop(int block) {
    Tensor held = tensors[block];
    if (held != null) {
      tensors[block] = null;
      held.releaseReference();
    }
  }

  /** Lets go of all. */
  void dropAll() {
    for (int block = 0; block < tensors.length; block++) {
      drop(block);
    }
  }
}
