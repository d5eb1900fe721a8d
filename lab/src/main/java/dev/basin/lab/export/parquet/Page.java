package dev.basin.lab.export.parquet;

import dev.basin.lab.export.ColumnType;
import dev.basin.lab.export.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A data page (version 1) of an optional column: which values are there, as runs of levels, then
 * those that are, in PLAIN encoding.
 */
final class Page {
  private static final int DATA_PAGE = 0;
  private static final int PLAIN = 0;
  private static final int RLE = 3;

  private Page() {}

  /** The page with its header. */
  static byte[] of(ColumnType type, List<@Nullable Object> values) {
    byte[] levels = levels(values);
    byte[] content =
        new LittleEndian()
            .int32(levels.length)
            .bytes(levels)
            .bytes(plain(type, values.stream().filter(Objects::nonNull).toList()))
            .toBytes();
    Thrift data = new Thrift().i32(1, values.size()).i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
    byte[] header =
        new Thrift()
            .i32(1, DATA_PAGE)
            .i32(2, content.length)
            .i32(3, content.length)
            .struct(5, data)
            .toBytes();
    return new LittleEndian().bytes(header).bytes(content).toBytes();
  }

  /** Definition levels, 1 for a value and 0 for a null: {@code varint(length << 1)}, level. */
  private static byte[] levels(List<@Nullable Object> values) {
    LittleEndian runs = new LittleEndian();
    int begin = 0;
    for (int k = 1; k <= values.size(); k++) {
      boolean present = values.get(begin) != null;
      if (k == values.size() || (values.get(k) != null) != present) {
        runs.varint((long) (k - begin) << 1).int8(present ? 1 : 0);
        begin = k;
      }
    }
    return runs.toBytes();
  }

  private static byte[] plain(ColumnType type, List<?> values) {
    LittleEndian out = new LittleEndian();
    if (type == ColumnType.TRUTH) {
      bits(values, out);
      return out.toBytes();
    }
    for (Object value : values) {
      switch (type) {
        case INTEGER -> out.int64((Long) value);
        case REAL -> out.int64(Double.doubleToRawLongBits((Double) value));
        default -> {
          byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
          out.int32(utf8.length).bytes(utf8);
        }
      }
    }
    return out.toBytes();
  }

  /** One bit a value, the first in the lowest bit. */
  private static void bits(List<?> values, LittleEndian out) {
    for (int begin = 0; begin < values.size(); begin += Byte.SIZE) {
      int packed = 0;
      for (int k = begin; k < Math.min(begin + Byte.SIZE, values.size()); k++) {
        packed |= ((Boolean) values.get(k) ? 1 : 0) << (k - begin);
      }
      out.int8(packed);
    }
  }
}
