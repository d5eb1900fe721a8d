package dev.basin.data.image.codec;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Decodes a PNG file (third edition of its specification) of any colours, depth and interlacing.
 * Every chunk's checksum and the pixels' own must be right, and the last chunk be there; what
 * follows that is not looked at.
 */
final class PngReader implements PictureReader {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final String END = "IEND";
  private static final int INFLATE_BYTES = 1 << 13;

  /** What inflating takes outside of Java's heap: its window and tables. */
  private static final int INFLATER_BYTES = 1 << 16;

  /** Unpacked bytes behind the last pixel that are passed over; some encoders leave a few. */
  private static final int MOST_SURPLUS = 1 << 16;

  private final PictureBytes bytes;
  private final PngForm form;
  private byte[] palette = {};
  private byte[] transparency = {};
  private final PngPixels pixels;

  private PngReader(PictureBytes bytes) throws IOException {
    this.bytes = bytes;
    PngChunk first = PngChunk.next(bytes);
    if (!first.name().equals("IHDR")) {
      requireKnown(first);
      throw first.broken("something else than the header");
    }
    form = PngForm.read(first);
    PngChunk chunk = PngChunk.next(bytes);
    while (!chunk.name().equals(PngPixels.NAME)) {
      switch (chunk.name()) {
        case "PLTE" -> palette = palette(chunk);
        case "tRNS" -> transparency = chunk.content(256);
        case END -> throw bytes.broken("no pixels");
        default -> {
          requireKnown(chunk);
          chunk.end();
        }
      }
      chunk = PngChunk.next(bytes);
    }
    if (form.colours() == PngForm.Colours.PALETTE && palette.length == 0) {
      throw bytes.broken("no palette");
    }
    pixels = new PngPixels(bytes, chunk);
  }

  /** Opens a file, of which nothing was taken yet. */
  static PngReader open(PictureBytes bytes) throws IOException {
    bytes.isA("PNG");
    if (!Arrays.equals(bytes.read(SIGNATURE.length), SIGNATURE)) {
      throw bytes.broken(0, "a damaged signature, as by a transfer as text");
    }
    return new PngReader(bytes);
  }

  private static byte[] palette(PngChunk chunk) throws IOException {
    byte[] palette = chunk.content(3 * 256);
    if (palette.length == 0 || palette.length % 3 != 0) {
      throw chunk.broken(palette.length + " bytes");
    }
    return palette;
  }

  private static void requireKnown(PngChunk chunk) throws PictureException {
    if (!chunk.ancillary()) {
      throw PictureException.unsupported(
          "a PNG with the chunk '" + chunk.name() + "'", "save it again as an ordinary PNG");
    }
  }

  @Override
  public PictureForm form() {
    long width = form.width();
    long row = 2L * form.rowBytes(form.width()) + width * form.channels() * Integer.BYTES;
    long whole = form.interlaced() ? PngImage.bytes(form) : 0;
    return new PictureForm(
        "PNG",
        form.height(),
        form.width(),
        form.channels(),
        row + whole + INFLATER_BYTES + INFLATE_BYTES);
  }

  @Override
  public RgbRow colours() {
    return new PngColours(form, palette, transparency);
  }

  @Override
  public void read(SampleRows rows) throws IOException {
    Inflater inflater = new Inflater();
    try {
      InflaterInputStream unpacked = new InflaterInputStream(pixels, inflater, INFLATE_BYTES);
      if (form.interlaced()) {
        readInterlaced(unpacked, rows);
      } else {
        readPlain(unpacked, rows);
      }
      unpacked.skip(MOST_SURPLUS);
      if (unpacked.read() >= 0) {
        throw bytes.broken("more pixels than the header says");
      }
    } catch (ZipException e) {
      throw bytes.broken("damaged packing of the pixels, " + e.getMessage());
    } catch (EOFException e) {
      throw bytes.broken("the pixels end too early");
    } finally {
      inflater.end();
    }
    PngChunk chunk = pixels.following();
    while (!chunk.name().equals(END)) {
      requireKnown(chunk);
      chunk.end();
      chunk = PngChunk.next(bytes);
    }
    chunk.end();
  }

  private void readPlain(InflaterInputStream unpacked, SampleRows rows) throws IOException {
    PngRows source = new PngRows(unpacked, form, form.width());
    int[] samples = new int[form.width() * form.channels()];
    for (int y = 0; y < form.height(); y++) {
      next(source, samples, samples.length);
      rows.accept(y, samples);
    }
  }

  private void readInterlaced(InflaterInputStream unpacked, SampleRows rows) throws IOException {
    PngImage image = new PngImage(form);
    int[] samples = new int[form.width() * form.channels()];
    for (PngPass pass : PngPass.ADAM7) {
      int columns = pass.columns(form.width());
      PngRows source = new PngRows(unpacked, form, columns);
      for (int i = 0; i < pass.rows(form.height(), form.width()); i++) {
        next(source, samples, columns * form.channels());
        image.put(pass, i, columns, samples);
      }
    }
    for (int y = 0; y < form.height(); y++) {
      image.row(y, samples);
      rows.accept(y, samples);
    }
  }

  private void next(PngRows source, int[] samples, int count) throws IOException {
    if (!source.next(samples, count)) {
      throw bytes.broken("a row with a filter that is none");
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
