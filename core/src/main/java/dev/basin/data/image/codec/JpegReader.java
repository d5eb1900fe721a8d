package dev.basin.data.image.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decodes a JPEG file (ITU-T T.81): baseline, extended and progressive, Huffman-coded, with 8 bits
 * a sample, grey or of three components. Everything up to the marker of the end must be sound; what
 * follows that is not looked at, since cameras put films and other pictures there.
 */
final class JpegReader implements PictureReader {
  private static final int MARK = 0xFF;
  private static final int END = 0xD9;
  private static final int START_OF_SCAN = 0xDA;

  /** A comment, conditions of arithmetic coding, and a number of lines that is known already. */
  private static final Set<Integer> WITHOUT_MEANING_HERE = Set.of(0xFE, 0xCC, 0xDC);

  /** More scans than any encoder makes; each costs a pass over the picture. */
  private static final int MOST_SCANS = 1000;

  private final PictureBytes bytes;
  private final JpegTables tables = new JpegTables();
  private int restartInterval;
  private boolean jfif;
  private int adobe = -1;
  private final JpegFrame frame;
  private final JpegColours colours;
  private JpegScan scan;
  private final int[][] steps;

  private JpegReader(PictureBytes bytes) throws IOException {
    this.bytes = bytes;
    frame = readFrame();
    steps = new int[frame.components().size()][0];
    int marker = marker();
    while (marker != START_OF_SCAN) {
      segment(marker);
      marker = marker();
    }
    scan = JpegScan.read(JpegSegment.read(bytes), frame);
    colours = JpegColours.of(frame, jfif, adobe);
  }

  /** Opens a file, of which nothing was taken yet. */
  static JpegReader open(PictureBytes bytes) throws IOException {
    bytes.isA("JPEG");
    bytes.skip(2);
    return new JpegReader(bytes);
  }

  private JpegFrame readFrame() throws IOException {
    while (true) {
      int marker = marker();
      if (JpegFrame.isOne(marker)) {
        return JpegFrame.read(marker, JpegSegment.read(bytes));
      }
      segment(marker);
    }
  }

  private int marker() throws IOException {
    if (bytes.unsigned8() != MARK) {
      throw bytes.broken(bytes.position() - 1, "something else than a marker");
    }
    int marker;
    do {
      marker = bytes.unsigned8();
    } while (marker == MARK);
    return marker;
  }

  /** Takes a segment that may stand anywhere. */
  private void segment(int marker) throws IOException {
    switch (marker) {
      case 0x01, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7 -> {} // these have no content
      case 0xC4 -> tables.huffman(JpegSegment.read(bytes));
      case 0xDB -> tables.quantisation(JpegSegment.read(bytes));
      case 0xDD -> restartInterval(JpegSegment.read(bytes));
      case 0xE0 -> jfif |= isJfif(JpegSegment.read(bytes));
      case 0xEE -> adobe(JpegSegment.read(bytes));
      case 0xDE, 0xDF, 0xF7 -> JpegFrame.requireSupported(marker);
      default -> {
        boolean application = marker >= 0xE0 && marker <= 0xEF;
        if (!application && !WITHOUT_MEANING_HERE.contains(marker)) {
          throw bytes.broken("marker %02X where it cannot be".formatted(marker));
        }
        JpegSegment.skip(bytes);
      }
    }
  }

  private void restartInterval(JpegSegment segment) throws PictureException {
    restartInterval = segment.unsigned16();
    segment.requireEnd();
  }

  /** JFIF 1.02: a version, a unit, two densities and the size of a thumbnail. */
  private static boolean isJfif(JpegSegment segment) {
    return segment.remaining() >= 14 && segment.startsWith("JFIF\0");
  }

  /** Adobe's technical note 5116: a version, two words of flags, and the transform. */
  private void adobe(JpegSegment segment) throws PictureException {
    if (segment.remaining() >= 12 && segment.startsWith("Adobe")) {
      segment.read(6);
      adobe = segment.unsigned8();
    }
  }

  private boolean inOnePass() {
    return !frame.progressive() && scan.parts().size() == frame.components().size();
  }

  @Override
  public PictureForm form() {
    long working = 0;
    for (JpegComponent component : frame.components()) {
      int rows = inOnePass() ? component.vertical() : component.allBlockRows();
      working += CoefficientPlane.bytes(component, rows) + SampleWindow.bytes(component);
    }
    return new PictureForm(
        "JPEG", frame.height(), frame.width(), colours.channels(), working + JpegRows.bytes(frame));
  }

  @Override
  public RgbRow colours() {
    return colours == JpegColours.GREY ? RgbRow::grey : RgbRow::colour;
  }

  @Override
  public void read(SampleRows rows) throws IOException {
    if (inOnePass()) {
      readInOnePass(rows);
    } else {
      readScans(rows);
    }
  }

  private void readInOnePass(SampleRows rows) throws IOException {
    List<CoefficientPlane> planes = new ArrayList<>();
    List<CoefficientPlane> byPart = new ArrayList<>();
    frame.components().forEach(one -> planes.add(CoefficientPlane.oneUnitRow(one)));
    scan.parts().forEach(part -> byPart.add(planes.get(part.index())));
    keepSteps();
    JpegRows output = new JpegRows(frame, colours, planes, steps, rows);
    int marker =
        decoder()
            .interleaved(
                byPart,
                unitRow -> {
                  output.add(unitRow);
                  planes.forEach(CoefficientPlane::clear);
                });
    output.finish();
    while (marker != END) {
      segment(marker);
      marker = marker();
    }
  }

  private void readScans(SampleRows rows) throws IOException {
    List<CoefficientPlane> planes = new ArrayList<>();
    frame.components().forEach(one -> planes.add(CoefficientPlane.whole(one)));
    ScanPrecision precision = new ScanPrecision(frame);
    for (int scans = 0; scans < MOST_SCANS; scans++) {
      precision.add(scan, bytes);
      keepSteps();
      List<CoefficientPlane> byPart = new ArrayList<>();
      scan.parts().forEach(part -> byPart.add(planes.get(part.index())));
      int marker =
          byPart.size() == 1
              ? decoder().single(byPart.get(0))
              : decoder().interleaved(byPart, unitRow -> {});
      while (marker != END && marker != START_OF_SCAN) {
        segment(marker);
        marker = marker();
      }
      if (marker == END) {
        precision.requireComplete(frame.components(), bytes);
        JpegRows output = new JpegRows(frame, colours, planes, steps, rows);
        for (int unitRow = 0; unitRow < frame.unitRows(); unitRow++) {
          output.add(unitRow);
        }
        output.finish();
        return;
      }
      scan = JpegScan.read(JpegSegment.read(bytes), frame);
    }
    throw bytes.broken("more than " + MOST_SCANS + " scans");
  }

  private ScanDecoder decoder() throws PictureException {
    return new ScanDecoder(bytes, frame, scan, tables, restartInterval);
  }

  /** A component's steps are those that stand when its first scan begins. */
  private void keepSteps() throws PictureException {
    for (JpegScan.Part part : scan.parts()) {
      if (steps[part.index()].length == 0) {
        int number = frame.components().get(part.index()).table();
        steps[part.index()] = tables.steps(number, bytes);
      }
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
