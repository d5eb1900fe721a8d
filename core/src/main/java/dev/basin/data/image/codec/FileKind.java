package dev.basin.data.image.codec;

import java.io.IOException;

/** What a file is, by its first bytes. */
enum FileKind {
  PNG("PNG", 0, "\u0089PNG") {
    @Override
    PictureReader reader(PictureBytes bytes) throws IOException {
      return PngReader.open(bytes);
    }
  },
  JPEG("JPEG", 0, "\u00FF\u00D8\u00FF") {
    @Override
    PictureReader reader(PictureBytes bytes) throws IOException {
      return JpegReader.open(bytes);
    }
  },
  GIF("GIF", 0, "GIF8"),
  WEBP("WebP", 8, "WEBP"),
  AVIF("AVIF", 4, "ftypavi"),
  HEIC("HEIC", 4, "ftyphei"),
  HEIF("HEIF", 4, "ftypmif"),
  JPEG_2000("JPEG 2000", 4, "jP  \r\n"),
  JPEG_2000_STREAM("JPEG 2000", 0, "\u00FFO\u00FFQ"),
  JPEG_XL("JPEG XL", 4, "JXL \r\n"),
  JPEG_XL_STREAM("JPEG XL", 0, "\u00FF\n"),
  TIFF("TIFF", 0, "II*\0"),
  TIFF_BIG_ENDIAN("TIFF", 0, "MM\0*"),
  BMP("BMP", 0, "BM"),
  ICO("ICO", 0, "\0\0\1\0"),
  NONE("", 0, "");

  private static final int HEAD_BYTES = 16;

  private final String title;
  private final int at;
  private final String mark;

  FileKind(String title, int at, String mark) {
    this.title = title;
    this.at = at;
    this.mark = mark;
  }

  /** The kind of what follows, of which nothing is taken. */
  static FileKind of(PictureBytes bytes) throws IOException {
    byte[] head = bytes.head(HEAD_BYTES);
    if (head.length == 0) {
      throw PictureException.noPicture("an empty file");
    }
    for (FileKind kind : values()) {
      if (kind.isThatOf(head)) {
        return kind;
      }
    }
    return NONE;
  }

  private boolean isThatOf(byte[] head) {
    for (int i = 0; i < mark.length(); i++) {
      if (at + i >= head.length || (head[at + i] & 0xFF) != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Opens a file of this kind.
   *
   * @throws PictureException if it is not decoded
   */
  PictureReader reader(PictureBytes bytes) throws IOException {
    if (this == NONE) {
      throw PictureException.noPicture("neither PNG nor JPEG data");
    }
    throw PictureException.unsupported(title + " data", "convert it to PNG or remove it");
  }
}
