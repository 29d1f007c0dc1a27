package io.tocsin.batch.counting;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers distinct byte strings from 0 in the order in which they come. Open addressing over one
 * array of bytes: about 20 bytes for each string beside its content. Not thread-safe.
 */
final class Dictionary {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9e3779b97f4a7c15L;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  private byte[] content = new byte[1 << 12];
  private int[] ends = new int[1 << 8];
  private int[] hashes = new int[1 << 8];

  /** Code + 1 at the place that the hash gives, or behind it; 0 where nothing is. */
  private int[] slots = new int[1 << 9];

  private int size;

  /** How many strings it knows. */
  int size() {
    return size;
  }

  /**
   * The number of a string, which is added when it is new.
   *
   * @throws IllegalStateException when all strings together pass 2 GiB
   */
  int encode(byte[] bytes, int start, int end) {
    int hash = hash(bytes, start, end);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (hashes[code] == hash && is(code, bytes, start, end)) {
        return code;
      }
      slot = (slot + 1) & mask;
    }
    return add(slot, hash, bytes, start, end);
  }

  /** Whether a number stands for a string. */
  boolean is(int code, byte[] bytes, int start, int end) {
    return Arrays.equals(content, begin(code), ends[code], bytes, start, end);
  }

  private int add(int slot, int hash, byte[] bytes, int start, int end) {
    int code = size;
    int begin = begin(code);
    int length = end - start;
    if (begin > MOST_BYTES - length) {
      throw new IllegalStateException(
          "the distinct names or report ids take more than 2 GiB: split the file by period");
    }
    if (begin + length > content.length) {
      content = Arrays.copyOf(content, roomFor(begin + length));
    }
    if (code == ends.length) {
      ends = Arrays.copyOf(ends, roomFor(code + 1));
      hashes = Arrays.copyOf(hashes, ends.length);
    }
    System.arraycopy(bytes, start, content, begin, length);
    ends[code] = begin + length;
    hashes[code] = hash;
    slots[slot] = code + 1;
    size++;
    if (4L * size > 3L * slots.length) {
      rehash();
    }
    return code;
  }

  private static int roomFor(long needed) {
    return (int) Math.min(MOST_BYTES, needed + needed / 2 + 16);
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int code = 0; code < size; code++) {
      int slot = hashes[code] & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = code + 1;
    }
  }

  private int begin(int code) {
    return code == 0 ? 0 : ends[code - 1];
  }

  /** The numbers that another dictionary's strings have here; new ones are added. */
  int[] encodeAll(Dictionary other) {
    int[] codes = new int[other.size];
    for (int code = 0; code < codes.length; code++) {
      codes[code] = encode(other.content, other.begin(code), other.ends[code]);
    }
    return codes;
  }

  /** The string of a number, as UTF-8. */
  String text(int code) {
    int begin = begin(code);
    return new String(content, begin, ends[code] - begin, StandardCharsets.UTF_8);
  }

  private static int hash(byte[] bytes, int start, int end) {
    long hash = (long) end - start;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << 8 | (bytes[at] & 0xff);
    }
    hash = (hash ^ rest) * MIX;
    return (int) (hash ^ hash >>> 29 ^ hash >>> 40);
  }
}
