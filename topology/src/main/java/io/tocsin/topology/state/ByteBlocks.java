package io.tocsin.topology.state;

import java.util.Arrays;

/**
 * Keys and values, one after the other in large blocks of bytes, found by their address. Each has
 * its length before it. Nothing is ever removed.
 */
final class ByteBlocks {
  /** Small enough that the garbage collector moves a block like any other object. */
  private static final int OFFSET_BITS = 16;

  private static final int BLOCK = 1 << OFFSET_BITS;
  private static final int MOST = 1 << (Integer.SIZE - OFFSET_BITS);

  private byte[][] blocks = new byte[4][];
  private int count;
  private int used = BLOCK;
  private long allocated;

  /** Bytes in all blocks. */
  long allocated() {
    return allocated;
  }

  /**
   * Appends an entry and returns its address.
   *
   * @throws IllegalStateException when 4 GiB are full
   */
  int append(byte[] key, byte[] value) {
    int length = sizeOf(key.length) + sizeOf(value.length);
    if (used + length > BLOCK) {
      open(length);
    }
    int address = (count - 1) << OFFSET_BITS | used;
    write(value, write(key, used));
    used += length;
    return address;
  }

  private void open(int atLeast) {
    if (count == MOST) {
      throw new IllegalStateException(
          "a table of one partition has reached 4 GiB: use more partitions");
    }
    if (count == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * count);
    }
    byte[] block = new byte[Math.max(BLOCK, atLeast)];
    allocated += block.length;
    blocks[count] = block;
    count++;
    used = 0;
  }

  private int write(byte[] bytes, int at) {
    byte[] block = blocks[count - 1];
    int next = at;
    int rest = bytes.length;
    while (rest > 0x7F) {
      block[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    block[next++] = (byte) rest;
    System.arraycopy(bytes, 0, block, next, bytes.length);
    return next + bytes.length;
  }

  /** Puts a value of the same length in an entry's place; answers whether it is of that length. */
  boolean replace(int address, byte[] value) {
    int length = valueLength(address);
    if (length != value.length) {
      return false;
    }
    System.arraycopy(value, 0, block(address), valueStart(address), length);
    return true;
  }

  /** Bytes that an entry takes. */
  int size(int address) {
    return sizeOf(keyLength(address)) + sizeOf(valueLength(address));
  }

  byte[] key(int address) {
    int start = keyStart(address);
    return Arrays.copyOfRange(block(address), start, start + keyLength(address));
  }

  byte[] value(int address) {
    int start = valueStart(address);
    return Arrays.copyOfRange(block(address), start, start + valueLength(address));
  }

  /** A reader placed on the value. */
  BinaryReader read(int address) {
    return new BinaryReader(block(address), valueStart(address));
  }

  boolean hasKey(int address, byte[] key) {
    int start = keyStart(address);
    return keyLength(address) == key.length
        && Arrays.equals(block(address), start, start + key.length, key, 0, key.length);
  }

  /** A hash of the key, the same as {@link #hash(byte[])} of it. */
  int hash(int address) {
    int start = keyStart(address);
    return hash(block(address), start, start + keyLength(address));
  }

  static int hash(byte[] key) {
    return hash(key, 0, key.length);
  }

  /** Every bit depends on every byte: the keys of one partition share bits of a simpler hash. */
  static int hash(byte[] bytes, int from, int to) {
    long hash = Math.subtractExact(to, from);
    for (int i = from; i < to; i++) {
      hash = (hash ^ bytes[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  private byte[] block(int address) {
    return blocks[address >>> OFFSET_BITS];
  }

  private static int offset(int address) {
    return address & (BLOCK - 1);
  }

  private int keyLength(int address) {
    return length(block(address), offset(address));
  }

  private int keyStart(int address) {
    return offset(address) + sizeOf(keyLength(address)) - keyLength(address);
  }

  private int valueLength(int address) {
    return length(block(address), keyStart(address) + keyLength(address));
  }

  private int valueStart(int address) {
    int length = valueLength(address);
    return keyStart(address) + keyLength(address) + sizeOf(length) - length;
  }

  private static int length(byte[] block, int at) {
    int length = 0;
    int next = at;
    for (int shift = 0; ; shift += 7) {
      byte part = block[next++];
      length |= (part & 0x7F) << shift;
      if (part >= 0) {
        return length;
      }
    }
  }

  /** Bytes of so many bytes and their length before them. */
  private static int sizeOf(int length) {
    int size = length + 1;
    for (int rest = length >>> 7; rest > 0; rest >>>= 7) {
      size++;
    }
    return size;
  }
}
