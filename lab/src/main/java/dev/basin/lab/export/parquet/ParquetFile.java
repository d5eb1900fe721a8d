package dev.basin.lab.export.parquet;

import dev.basin.lab.export.Column;
import dev.basin.lab.export.LittleEndian;
import dev.basin.lab.export.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as an Apache Parquet file: one row group (none if there are no rows), one uncompressed
 * page a column, every column optional. Equal tables give equal bytes.
 *
 * <p>Names of the format's specification ({@code parquet.thrift}) stand beside the numbers of the
 * fields.
 */
final class ParquetFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final String CREATED_BY = "basin";
  private static final int OPTIONAL = 1;
  private static final int UTF8 = 0;
  private static final int UNCOMPRESSED = 0;
  private static final int PLAIN = 0;
  private static final int RLE = 3;

  private final LittleEndian out = new LittleEndian();
  private final Table table;

  private ParquetFile(Table table) {
    this.table = table;
  }

  static byte[] of(Table table) {
    return new ParquetFile(table).bytes();
  }

  private byte[] bytes() {
    out.bytes(MAGIC);
    List<Thrift> groups = table.rows().isEmpty() ? List.of() : List.of(rowGroup());
    byte[] footer =
        new Thrift()
            .i32(1, VERSION)
            .structs(2, schema())
            .i64(3, table.rows().size()) // num_rows
            .structs(4, groups)
            .text(6, CREATED_BY)
            .toBytes();
    return out.bytes(footer).int32(footer.length).bytes(MAGIC).toBytes();
  }

  /** {@code SchemaElement}s: the root, then the columns. */
  private List<Thrift> schema() {
    List<Thrift> schema = new ArrayList<>();
    schema.add(new Thrift().text(4, table.name()).i32(5, table.columns().size()));
    for (Column column : table.columns()) {
      Thrift element =
          new Thrift().i32(1, physical(column)).i32(3, OPTIONAL).text(4, column.name());
      if (isText(column)) {
        Thrift string = new Thrift().struct(1, new Thrift()); // LogicalType.STRING
        element.i32(6, UTF8).struct(10, string);
      }
      schema.add(element);
    }
    return schema;
  }

  private Thrift rowGroup() {
    List<Thrift> chunks = new ArrayList<>();
    int begin = out.size();
    for (int k = 0; k < table.columns().size(); k++) {
      chunks.add(columnChunk(k));
    }
    return new Thrift()
        .structs(1, chunks)
        .i64(2, out.size() - begin) // total_byte_size
        .i64(3, table.rows().size()); // num_rows
  }

  /** Writes a column and returns its {@code ColumnChunk}. */
  private Thrift columnChunk(int index) {
    Column column = table.columns().get(index);
    byte[] page = Page.of(column.type(), table.values(index));
    int offset = out.size();
    out.bytes(page);
    Thrift metaData =
        new Thrift()
            .i32(1, physical(column))
            .i32s(2, List.of(PLAIN, RLE)) // encodings
            .texts(3, List.of(column.name())) // path_in_schema
            .i32(4, UNCOMPRESSED)
            .i64(5, table.rows().size()) // num_values, with nulls
            .i64(6, page.length) // total_uncompressed_size
            .i64(7, page.length) // total_compressed_size
            .i64(9, offset); // data_page_offset
    return new Thrift().i64(2, offset).struct(3, metaData);
  }

  private static boolean isText(Column column) {
    return physical(column) == 6;
  }

  /** {@code Type}. */
  private static int physical(Column column) {
    return switch (column.type()) {
      case TRUTH -> 0; // BOOLEAN
      case INTEGER -> 2; // INT64
      case REAL -> 5; // DOUBLE
      case TEXT -> 6; // BYTE_ARRAY
    };
  }
}
