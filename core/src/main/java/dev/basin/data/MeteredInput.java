package dev.basin.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read, and gives no more than a limit. */
public final class MeteredInput extends FilterInputStream {
  private final long limit;
  private long bytes;

  public MeteredInput(InputStream input, long limit) {
    super(input);
    this.limit = limit;
  }

  /** Bytes read so far. */
  public long bytes() {
    return bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    bytes += Math.max(0, count);
    if (bytes > limit) {
      throw new IOException("it has more than " + limit + " bytes");
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] passed = new byte[(int) Math.min(Math.max(0, count), 1 << 16)];
    return Math.max(0, read(passed, 0, passed.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
