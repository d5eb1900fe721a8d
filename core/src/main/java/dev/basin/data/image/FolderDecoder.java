package dev.basin.data.image;

import dev.basin.data.DatasetFormatException;
import dev.basin.data.FetchProgress;
import dev.basin.data.image.codec.RgbRow;
import dev.basin.data.prepared.PreparedPartWriter;
import dev.basin.data.prepared.PreparedSet;
import dev.basin.data.prepared.PreparedSetInfo;
import dev.basin.data.prepared.PreparedSetWriter;
import dev.basin.engine.DiskRoom;
import dev.basin.engine.PointShape;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Decodes an image folder into a {@link PreparedSet}. */
final class FolderDecoder {
  private final FolderContents contents;
  private final List<FolderPicture> train;
  private final List<FolderPicture> test;
  private final ImageFolderOptions options;
  private final int threads;
  private final FetchProgress progress;

  FolderDecoder(
      FolderContents contents, ImageFolderOptions options, int threads, FetchProgress progress) {
    this.contents = contents;
    this.train = FolderContents.inOrder(contents.train());
    this.test = FolderContents.inOrder(contents.test());
    this.options = options;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Writes the set; if another process writes the same meanwhile, one of both stays.
   *
   * @param directory where it shall appear
   * @param name what it is called in results
   * @param source what the pictures are from, for the record
   */
  void write(Path directory, String name, String source) throws IOException {
    ImageSize size = options.size() != null ? options.size() : firstSize();
    PointShape shape = PointShape.image(RgbRow.CHANNELS, size.height(), size.width());
    requireRoom(directory, shape);
    PreparedSetInfo info =
        new PreparedSetInfo(
            name, contents.classes(), shape, PreparedSetInfo.Element.UINT8, origin(source, size));
    try (PictureThreads decoders = new PictureThreads(threads, DecodingMemory.ofJava());
        PreparedSetWriter writer = PreparedSetWriter.create(directory, info)) {
      Run run = new Run(decoders, size, "decoding the pictures of " + name);
      run.write(train, writer.train());
      run.write(test, writer.test());
      writer.finish();
    } catch (FileAlreadyExistsException e) {
      if (!PreparedSet.isOne(directory)) {
        throw e;
      } // else another process was faster
    }
  }

  private ImageSize firstSize() {
    try (PictureFile first = PictureFile.open(train.get(0).file())) {
      return first.size();
    }
  }

  private void requireRoom(Path directory, PointShape shape) throws IOException {
    long points = train.size() + (long) test.size();
    long bytes = points * shape.features();
    String found = "%d pictures of %s, which take %d bytes".formatted(points, shape, bytes);
    if (bytes > options.setBytes()) {
      throw new DatasetFormatException(
          contents.folder(), found, "at most " + options.setBytes(), "ask for a smaller size");
    }
    DiskRoom.require(directory, bytes, "%d pictures of %s".formatted(points, shape));
  }

  private String origin(String source, ImageSize size) {
    long jpegs = contents.jpegs();
    long pictures = train.size() + (long) test.size();
    String kinds =
        jpegs == pictures
            ? "JPEG (lossy)"
            : jpegs == 0 ? "PNG" : "PNG, %d of them JPEG (lossy)".formatted(jpegs);
    String scaled =
        options.size() == null
            ? "as they are"
            : "scaled to %s (height x width) by a triangle filter".formatted(size);
    return String.format(
        Locale.ROOT,
        "%s: %d pictures in %s, %s; in the order of the SHA-256 of their paths",
        source,
        pictures,
        kinds,
        scaled);
  }

  /** One pass over all pictures. */
  private final class Run implements PictureThreads.Decoding {
    private final PictureThreads decoders;
    private final ImageSize size;
    private final String message;
    private final long totalBytes = contents.bytes();
    private long bytes;

    Run(PictureThreads decoders, ImageSize size, String message) {
      this.decoders = decoders;
      this.size = size;
      this.message = message;
    }

    void write(List<FolderPicture> pictures, PreparedPartWriter part) throws IOException {
      decoders.inOrder(
          pictures,
          (long) size.height() * size.width() * RgbRow.CHANNELS,
          this,
          (picture, values) -> {
            part.add(values, picture.label());
            bytes += picture.bytes();
            progress.update(message, bytes, totalBytes);
          });
    }

    @Override
    public long bytes(PictureFile file, FolderPicture picture) {
      if (options.size() == null && !file.size().equals(size)) {
        throw new DatasetFormatException(
            picture.file(),
            "a picture of %s pixels (height x width)".formatted(file.size()),
            "%s as %s has".formatted(size, train.get(0).path()),
            "give --image-size %s, or another size, to have all pictures scaled".formatted(size));
      }
      return file.bytes(size);
    }

    @Override
    public byte[] values(PictureFile file, FolderPicture picture) {
      return file.values(size);
    }
  }
}
