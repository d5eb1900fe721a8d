package dev.basin.data.image.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * What the header of a scan tells (ITU-T T.81, B.2.3).
 *
 * @param parts the components that the scan codes
 * @param first the first coefficient that it codes, in zigzag order
 * @param last the last one
 * @param bitsBefore how many of the lowest bits were missing before it; 0 if all were
 * @param bitsAfter how many of the lowest bits are missing after it
 */
record JpegScan(List<Part> parts, int first, int last, int bitsBefore, int bitsAfter) {
  private static final int TABLES = 4;

  /**
   * A component in a scan.
   *
   * @param index which of the frame's
   * @param direct the number of its Huffman table for the first coefficient
   * @param alternating the number of that for the others
   */
  record Part(int index, int direct, int alternating) {}

  JpegScan {
    parts = List.copyOf(parts);
  }

  /** Reads the header of a scan. */
  static JpegScan read(JpegSegment segment, JpegFrame frame) throws PictureException {
    int count = segment.unsigned8();
    if (count < 1 || count > frame.components().size()) {
      throw segment.broken("a scan of " + count + " components");
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = segment.unsigned8();
      int tables = segment.unsigned8();
      if (tables >>> 4 >= TABLES || (tables & 15) >= TABLES) {
        throw segment.broken("Huffman tables " + tables);
      }
      parts.add(new Part(index(id, parts, frame, segment), tables >>> 4, tables & 15));
    }
    int first = segment.unsigned8();
    int last = segment.unsigned8();
    int bits = segment.unsigned8();
    segment.requireEnd();
    return new JpegScan(parts, first, last, bits >>> 4, bits & 15);
  }

  /** Of components with one id, the first that the scan does not have yet. */
  private static int index(int id, List<Part> parts, JpegFrame frame, JpegSegment segment)
      throws PictureException {
    for (int i = 0; i < frame.components().size(); i++) {
      int candidate = i;
      if (frame.components().get(i).id() == id
          && parts.stream().noneMatch(part -> part.index() == candidate)) {
        return i;
      }
    }
    throw segment.broken("a scan of component " + id);
  }
}
