package dev.basin.network;

import dev.basin.engine.Segment;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Where each named weight tensor lies in the flat parameter vector x.
 *
 * @param slots the tensors in the order in which they lie in x, without gaps
 * @param dimension n, the length of x
 */
public record ParameterLayout(List<Slot> slots, long dimension) {

  /**
   * One weight tensor.
   *
   * <p>Elements lie in x in row-major order, but for tensors of four dimensions (filters, channels,
   * rows, columns), whose order is (filters, rows, columns, channels): what convolutions of
   * channels-last pictures want.
   *
   * @param name its name in weight files, such as {@code linear0.weight}
   * @param shape its sizes
   * @param offset where its first element lies in x
   */
  public record Slot(String name, List<Long> shape, long offset) {

    /**
     * The tensor as a view of a flat vector.
     *
     * @param flat shape (n)
     * @return {@link #shape}
     */
    public Tensor view(Tensor flat) {
      Tensor part = flat.narrow(0, offset, size());
      if (shape.size() != 4) {
        return part.view(sizes());
      }
      return part.view(shape.get(0), shape.get(2), shape.get(3), shape.get(1)).permute(0, 3, 1, 2);
    }

    /** Where it lies. */
    public Segment segment() {
      return new Segment(name, offset, size());
    }

    /** The number of elements. */
    public long size() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }

    long[] sizes() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }
  }

  /** Lays tensors out one after another. */
  static ParameterLayout of(List<NamedShape> tensors) {
    List<Slot> slots = new ArrayList<>();
    long offset = 0;
    for (NamedShape tensor : tensors) {
      Slot slot = new Slot(tensor.name(), tensor.shape(), offset);
      slots.add(slot);
      offset += slot.size();
    }
    return new ParameterLayout(List.copyOf(slots), offset);
  }

  /**
   * The weights and biases of each layer, in the order of x; named {@code linear0}, {@code norm0} …
   */
  public List<Segment> layers() {
    List<Segment> layers = new ArrayList<>();
    for (Slot slot : slots) {
      String layer = slot.name().substring(0, slot.name().lastIndexOf('.'));
      int last = layers.size() - 1;
      if (last >= 0 && layers.get(last).name().equals(layer)) {
        Segment before = layers.get(last);
        layers.set(last, new Segment(layer, before.offset(), before.size() + slot.size()));
      } else {
        layers.add(new Segment(layer, slot.offset(), slot.size()));
      }
    }
    return List.copyOf(layers);
  }

  /**
   * The filters of convolutions and the rows of dense layers: what one unit is computed from.
   * Biases and the tensors of normalisations belong to none.
   */
  public List<Segment> filters() {
    List<Segment> filters = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.shape().size() < 2) {
        continue;
      }
      long size = slot.size() / slot.shape().get(0);
      for (long k = 0; k < slot.shape().get(0); k++) {
        filters.add(new Segment(slot.name() + "[" + k + "]", slot.offset() + k * size, size));
      }
    }
    return List.copyOf(filters);
  }

  /**
   * The tensors of two or more dimensions, in the order of x: the weights of each dense layer and
   * the filters of each convolution. Biases and the tensors of normalisations are none.
   */
  public List<Segment> matrices() {
    return slots.stream().filter(slot -> slot.shape().size() >= 2).map(Slot::segment).toList();
  }

  /** A tensor's name and sizes before it has a place. */
  record NamedShape(String name, List<Long> shape) {}
}
