package dev.basin.data.image.codec;

import java.io.IOException;

/**
 * What the header of a PNG file tells (PNG specification, third edition, 11.2.1).
 *
 * @param height rows of the picture
 * @param width columns of the picture
 * @param bits of a sample: 1, 2, 4, 8 or 16
 * @param colours what the samples of a pixel are
 * @param interlaced whether the pixels come in Adam7's seven passes
 */
record PngForm(int height, int width, int bits, Colours colours, boolean interlaced) {
  private static final int BYTES = 13;

  /** What the samples of a pixel are. */
  enum Colours {
    GREY(0, 1),
    RGB(2, 3),
    PALETTE(3, 1),
    GREY_ALPHA(4, 2),
    RGB_ALPHA(6, 4);

    private final int code;
    private final int channels;

    Colours(int code, int channels) {
      this.code = code;
      this.channels = channels;
    }

    /** Samples of a pixel. */
    int channels() {
      return channels;
    }

    private boolean mayHave(int bits) {
      return switch (this) {
        case GREY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
        case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
        default -> bits == 8 || bits == 16;
      };
    }
  }

  /** Reads the content of the chunk. */
  static PngForm read(PngChunk chunk) throws IOException {
    byte[] head = chunk.content(BYTES);
    if (head.length != BYTES) {
      throw chunk.broken("a header of " + head.length + " bytes");
    }
    int width = number(head, 0);
    int height = number(head, 4);
    if (width < 1 || height < 1) {
      throw chunk.broken("a picture of %d x %d pixels (height x width)".formatted(height, width));
    }
    int bits = head[8];
    for (Colours colours : Colours.values()) {
      if (colours.code == head[9] && colours.mayHave(bits)) {
        if (head[10] != 0 || head[11] != 0 || head[12] < 0 || head[12] > 1) {
          throw chunk.broken(
              "packing %d, filtering %d, interlacing %d".formatted(head[10], head[11], head[12]));
        }
        return new PngForm(height, width, bits, colours, head[12] == 1);
      }
    }
    throw chunk.broken("colour type %d of %d bits".formatted(head[9], bits));
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }

  int channels() {
    return colours.channels();
  }

  /** Bytes of a row of so many pixels, without the byte that tells its filter. */
  int rowBytes(int pixels) {
    return (int) (((long) pixels * channels() * bits + 7) / 8);
  }

  /** How far a byte is from that of the same channel one pixel before, at least 1. */
  int pixelBytes() {
    return Math.max(1, channels() * bits / 8);
  }
}
