package io.tocsin.topology.state;

import java.util.Arrays;

/**
 * A hash table from bytes to bytes without an object for each entry: an entry costs its bytes, two
 * for their lengths and 10 to 16 for finding it. Entries have numbers, given in order from 0 and
 * kept; none is ever removed. Not thread-safe.
 */
public final class ByteTable {
  private static final int FREE = -1;

  /** Bytes left behind by replaced values that are worth a move of all entries. */
  private static final int WORTH_A_MOVE = 1 << 20;

  private ByteBlocks blocks = new ByteBlocks();

  /** Where each entry lies. */
  private int[] addresses = new int[64];

  private int size;
  private long leftBehind;

  /** Numbers of entries by hash of the key; a power of two of them, at most two thirds taken. */
  private int[] slots = free(128);

  /** An empty table. */
  public ByteTable() {}

  /** Entries. */
  public int size() {
    return size;
  }

  /** Bytes that the table takes in memory. */
  public long bytes() {
    return blocks.allocated() + (long) Integer.BYTES * (addresses.length + slots.length);
  }

  /** The number of a key's entry; -1 without one. */
  public int find(byte[] key) {
    return slots[slotOf(key)];
  }

  /** Sets the value of a key and returns the entry's number. */
  public int put(byte[] key, byte[] value) {
    int slot = slotOf(key);
    int entry = slots[slot];
    if (entry == FREE) {
      slots[slot] = size;
      return add(blocks.append(key, value));
    }
    if (!blocks.replace(addresses[entry], value)) {
      leftBehind += blocks.size(addresses[entry]);
      addresses[entry] = blocks.append(key, value);
      moveIfWorth();
    }
    return entry;
  }

  /** The key of an entry. */
  public byte[] key(int entry) {
    return blocks.key(addresses[entry]);
  }

  /** The value of an entry. */
  public byte[] value(int entry) {
    return blocks.value(addresses[entry]);
  }

  /** A reader of the value of an entry, good until the next change of the table. */
  public BinaryReader read(int entry) {
    return blocks.read(addresses[entry]);
  }

  private int add(int address) {
    if (size == addresses.length) {
      addresses = Arrays.copyOf(addresses, size + (size >> 1));
    }
    addresses[size] = address;
    size++;
    if (size * 3L > slots.length * 2L) {
      spread();
    }
    return size - 1;
  }

  private void spread() {
    int[] spread = free(2 * slots.length);
    for (int entry = 0; entry < size; entry++) {
      int slot = blocks.hash(addresses[entry]) & (spread.length - 1);
      while (spread[slot] != FREE) {
        slot = (slot + 1) & (spread.length - 1);
      }
      spread[slot] = entry;
    }
    slots = spread;
  }

  private int slotOf(byte[] key) {
    int slot = ByteBlocks.hash(key) & (slots.length - 1);
    while (slots[slot] != FREE && !blocks.hasKey(addresses[slots[slot]], key)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void moveIfWorth() {
    if (leftBehind < WORTH_A_MOVE || 2 * leftBehind < blocks.allocated()) {
      return;
    }
    ByteBlocks moved = new ByteBlocks();
    for (int entry = 0; entry < size; entry++) {
      addresses[entry] = moved.append(key(entry), value(entry));
    }
    blocks = moved;
    leftBehind = 0;
  }

  private static int[] free(int capacity) {
    int[] slots = new int[capacity];
    Arrays.fill(slots, FREE);
    return slots;
  }
}
