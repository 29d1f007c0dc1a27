package io.tocsin.topology.state;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link BinaryWriter} wrote. Bytes that nothing wrote are refused with an {@link
 * IllegalStateException} that says where, before memory is taken for what they claim to hold.
 */
public final class BinaryReader {
  private final byte[] bytes;
  private int position;
  private int end;

  /** Reads from the start. */
  public BinaryReader(byte[] bytes) {
    this(bytes, 0);
  }

  /** Reads from a position. */
  BinaryReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
    end = bytes.length;
  }

  /** Another reader of what is left. */
  public BinaryReader fork() {
    BinaryReader fork = new BinaryReader(bytes, position);
    fork.end = end;
    return fork;
  }

  /** Whether anything is left. */
  public boolean hasMore() {
    return position < end;
  }

  /** The next byte, 0 to 255. */
  public int readByte() {
    require(1);
    return bytes[position++] & 0xFF;
  }

  /** The next number. */
  public long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      require(1);
      byte next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw corrupt("a number has more than 10 bytes");
  }

  /** The next number, as an {@code int}. */
  public int readInt() {
    return exactly(readVarint());
  }

  /** The next number, as an {@code int} that may be negative. */
  public int readSignedInt() {
    return exactly(readSigned());
  }

  /** How many things follow, each of which takes a byte or more. */
  public int readSize() {
    int size = readInt();
    require(size);
    return size;
  }

  /** Refuses bytes that are fewer than the things that are to follow. */
  public void expect(long things) {
    require((int) Math.min(things, Integer.MAX_VALUE));
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
    int length = readSize();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** The next text, as the pool's object. */
  public String readName(NamePool pool) {
    int length = readSize();
    position += length;
    return pool.intern(bytes, position - length, position);
  }

  /**
   * Has the reader end where the next bytes end, which have their length before them.
   *
   * @return where it ended, for {@link #leave}
   */
  public int enter() {
    int length = readSize();
    int outer = end;
    end = position + length;
    return outer;
  }

  /** Goes on behind the bytes that were entered. */
  public void leave(int outer) {
    position = end;
    end = outer;
  }

  /** The next bytes. */
  public byte[] readBytes() {
    int length = readSize();
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

  private int exactly(long number) {
    if (number != (int) number) {
      throw corrupt("a number is too large");
    }
    return (int) number;
  }

  private void require(int more) {
    if (more < 0 || more > end - position) {
      throw corrupt("it ends too early");
    }
  }

  private IllegalStateException corrupt(String saying) {
    return new IllegalStateException(
        "an internal record of %d bytes is corrupt at byte %d: %s"
            .formatted(bytes.length, position, saying));
  }
}
