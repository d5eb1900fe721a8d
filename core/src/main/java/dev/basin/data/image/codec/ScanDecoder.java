package dev.basin.data.image.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decodes the entropy-coded data of one scan of a JPEG file. */
final class ScanDecoder {
  /** Takes a row of units that was decoded. */
  @FunctionalInterface
  interface UnitRows {
    void accept(int unitRow);
  }

  private final EntropyBits bits;
  private final List<JpegComponent> components = new ArrayList<>();
  private final List<BlockCoder> coders = new ArrayList<>();
  private final int restartInterval;
  private int unitsToRestart;
  private int restarts;

  /**
   * Begins.
   *
   * @param restartInterval units between two restart markers, 0 for none
   */
  ScanDecoder(
      PictureBytes bytes, JpegFrame frame, JpegScan scan, JpegTables tables, int restartInterval)
      throws PictureException {
    this.bits = new EntropyBits(bytes);
    this.restartInterval = restartInterval;
    this.unitsToRestart = restartInterval;
    for (JpegScan.Part part : scan.parts()) {
      components.add(frame.components().get(part.index()));
      coders.add(coder(frame, scan, part, tables));
    }
  }

  private static BlockCoder coder(
      JpegFrame frame, JpegScan scan, JpegScan.Part part, JpegTables tables)
      throws PictureException {
    if (!frame.progressive()) {
      return new SequentialCoder(
          tables.direct(part.direct()), tables.alternating(part.alternating()));
    }
    boolean refines = scan.bitsBefore() > 0;
    if (scan.first() == 0) {
      return refines
          ? new DirectRefiner(scan.bitsAfter())
          : new DirectCoder(tables.direct(part.direct()), scan.bitsAfter());
    }
    HuffmanTable table = tables.alternating(part.alternating());
    return refines ? new BandRefiner(table, scan) : new BandCoder(table, scan);
  }

  /**
   * Decodes a scan of several components, unit by unit.
   *
   * @param planes of each component of the scan, where the rows of blocks go
   * @param done hears of each row of units
   * @return the marker behind it
   */
  int interleaved(List<CoefficientPlane> planes, UnitRows done) throws IOException {
    JpegComponent one = components.get(0);
    for (int unitRow = 0; unitRow < one.unitRows(); unitRow++) {
      for (int unit = 0; unit < one.unitColumns(); unit++) {
        restartIfDue();
        for (int i = 0; i < coders.size(); i++) {
          unit(components.get(i), coders.get(i), planes.get(i), unitRow, unit);
        }
      }
      done.accept(unitRow);
    }
    return bits.endMarker();
  }

  private void unit(
      JpegComponent component, BlockCoder coder, CoefficientPlane plane, int unitRow, int unit)
      throws IOException {
    for (int y = 0; y < component.vertical(); y++) {
      short[] row = plane.row(unitRow * component.vertical() + y);
      int at = unit * component.horizontal() * BlockCoder.COEFFICIENTS;
      for (int x = 0; x < component.horizontal(); x++) {
        coder.decode(bits, row, at + x * BlockCoder.COEFFICIENTS);
      }
    }
  }

  /**
   * Decodes a scan of one component, block by block; blocks beyond the picture are not coded.
   *
   * @param plane where the rows of blocks go
   * @return the marker behind it
   */
  int single(CoefficientPlane plane) throws IOException {
    JpegComponent component = components.get(0);
    BlockCoder coder = coders.get(0);
    for (int y = 0; y < component.blockRows(); y++) {
      short[] row = plane.row(y);
      for (int x = 0; x < component.blockColumns(); x++) {
        restartIfDue();
        coder.decode(bits, row, x * BlockCoder.COEFFICIENTS);
      }
    }
    return bits.endMarker();
  }

  private void restartIfDue() throws IOException {
    if (restartInterval == 0) {
      return;
    }
    if (unitsToRestart == 0) {
      bits.restart(restarts++);
      coders.forEach(BlockCoder::restart);
      unitsToRestart = restartInterval;
    }
    unitsToRestart--;
  }
}
