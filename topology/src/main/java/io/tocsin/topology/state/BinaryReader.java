package io.tocsin.topology.state;

import java.nio.charset.StandardCharsets;

/** Reads what {@link BinaryWriter} wrote. */
public final class BinaryReader {
  private final byte[] bytes;
  private int position;

  /** Reads from the start. */
  public BinaryReader(byte[] bytes) {
    this(bytes, 0);
  }

  /** Reads from a position. */
  BinaryReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Whether anything is left. */
  public boolean hasMore() {
    return position < bytes.length;
  }

  /** The next byte, 0 to 255. */
  public int readByte() {
    return bytes[position++] & 0xFF;
  }

  /** The next number. */
  public long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("a number of more than 10 bytes at " + position);
  }

  /** The next number, as an {@code int}. */
  public int readInt() {
    return Math.toIntExact(readVarint());
  }

  /** The next number that may be negative. */
  public long readSigned() {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** The next number of seven digits. */
  public double readFloat() {
    int bits = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bits |= readByte() << shift;
    }
    return Float.intBitsToFloat(bits);
  }

  /** The next text. */
  public String readText() {
    int length = readInt();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** The next bytes. */
  public byte[] readBytes() {
    int length = readInt();
    byte[] value = new byte[length];
    System.arraycopy(bytes, position, value, 0, length);
    position += length;
    return value;
  }

  /**
   * Reads the version byte that every state entry and internal message starts with.
   *
   * @throws IllegalStateException when it was written by another version of Tocsin
   */
  public void expectVersion(int known, String what) {
    int version = readByte();
    if (version != known) {
      throw new IllegalStateException(
          ("%s has format version %d, this version of Tocsin reads %d: run the version that wrote"
                  + " it, or count anew under another application id and topic prefix")
              .formatted(what, version, known));
    }
  }
}
