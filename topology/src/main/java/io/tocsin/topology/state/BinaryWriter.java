package io.tocsin.topology.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer for the compact binary forms of state and internal messages. */
public final class BinaryWriter {
  private byte[] bytes;
  private int size;

  /** An empty buffer of a first capacity. */
  public BinaryWriter(int capacity) {
    bytes = new byte[capacity];
  }

  /** Appends the low eight bits. */
  public BinaryWriter writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Appends a number in 1 to 10 bytes, the fewer the smaller; negative ones take 10. */
  public BinaryWriter writeVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** Appends a number that may be negative, in few bytes when it is near 0. */
  public BinaryWriter writeSigned(long value) {
    return writeVarint((value << 1) ^ (value >> 63));
  }

  /** Appends a number to seven digits, in 4 bytes. */
  public BinaryWriter writeFloat(double value) {
    int bits = Float.floatToIntBits((float) value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      writeByte(bits >>> shift);
    }
    return this;
  }

  /** Appends a text: its length in bytes, then UTF-8. */
  public BinaryWriter writeText(String text) {
    int length = text.length();
    ensure(length + 10);
    int start = size;
    writeVarint(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size = start;
        return writeBytes(text.getBytes(StandardCharsets.UTF_8));
      }
      bytes[size++] = (byte) c;
    }
    return this;
  }

  /** Appends bytes with their length before them. */
  public BinaryWriter writeBytes(byte[] value) {
    writeVarint(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** Appends what another buffer holds, without a length. */
  public BinaryWriter append(BinaryWriter other) {
    ensure(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
    return this;
  }

  /** Bytes written since the last {@link #clear()}. */
  public int size() {
    return size;
  }

  /** Starts anew in the same buffer. */
  public void clear() {
    size = 0;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
