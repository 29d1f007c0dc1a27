package io.tocsin.batch.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens files, unpacks those that are gzipped, whatever they are called. */
public final class FlatFile {
  private static final int BUFFER = 1 << 16;

  private FlatFile() {}

  /**
   * Opens a file; {@code -} is standard input.
   *
   * @throws IOException when it cannot be read
   */
  public static InputStream open(String name) throws IOException {
    return unpack(name.equals("-") ? System.in : Files.newInputStream(Path.of(name)));
  }

  static InputStream unpack(InputStream in) throws IOException {
    PushbackInputStream start = new PushbackInputStream(in, 2);
    byte[] magic = start.readNBytes(2);
    start.unread(magic);
    boolean packed = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
    return packed ? new GZIPInputStream(start, BUFFER) : start;
  }
}
