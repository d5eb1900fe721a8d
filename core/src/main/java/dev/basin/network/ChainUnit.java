package dev.basin.network;

import dev.basin.engine.PointShape;
import org.jspecify.annotations.Nullable;

/**
 * One unit of a {@link Chain}: {@code z = affine(h)}, and the next unit's input {@code
 * dropout(relu(pool(batchnorm(z))))}.
 *
 * @param affine a convolution or a dense layer
 * @param slot the place of its weight in the layout; the bias is next
 * @param normSlot the place of BatchNorm's γ in the layout, β is next; −1 without BatchNorm
 * @param relu whether there is a ReLU
 * @param pool max pooling, or null
 * @param dropout dropout, or null
 * @param flatten whether pictures become vectors at the end
 * @param output the shape of z for one point
 * @param pooled the shape of the next unit's input for one point, before flattening
 */
record ChainUnit(
    AffineLayer affine,
    int slot,
    int normSlot,
    boolean relu,
    @Nullable MaxPool pool,
    @Nullable Dropout dropout,
    boolean flatten,
    PointShape output,
    PointShape pooled) {

  /** Whether nothing comes behind the affine layer. */
  boolean isPlain() {
    return !normalised() && !relu && pool == null && dropout == null && !flatten;
  }

  boolean normalised() {
    return normSlot >= 0;
  }

  /**
   * Whether the next unit's input is kept for the backward pass, since it is small beside z or slow
   * to make again; the others are made again from z.
   */
  boolean keepsInput() {
    return pool != null || dropout != null;
  }

  boolean isPicture() {
    return affine.kind().equals("conv");
  }

  /** The same with factors that are rounded to bfloat16. */
  ChainUnit inBf16() {
    return new ChainUnit(
        new Bf16Layer(affine), slot, normSlot, relu, pool, dropout, flatten, output, pooled);
  }

  long outputBytesAPoint() {
    return (long) output.features() * Float.BYTES;
  }

  /** z, the next input if it is kept, and a pool's 64-bit indices. */
  long keptBytesAPoint() {
    long input = keepsInput() ? (long) pooled.features() * Float.BYTES : 0;
    long indices = pool == null ? 0 : (long) pooled.features() * Long.BYTES;
    return outputBytesAPoint() + input + indices;
  }
}
