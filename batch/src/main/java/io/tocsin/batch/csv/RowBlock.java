package io.tocsin.batch.csv;

import java.util.Arrays;

/**
 * Some consecutive rows of a file: the bytes of the columns that were asked for, without quotes.
 * Filled again and again by a {@link RowReader}; not thread-safe.
 */
public final class RowBlock {
  private static final int CAPACITY = 1 << 20;
  private static final int ROWS = 1 << 14;

  private byte[] bytes = new byte[CAPACITY];
  private int[] spans = new int[0];
  private int columns;
  private int rows;
  private long number;

  /** An empty block. */
  public RowBlock() {}

  /** How many rows it holds. */
  public int rows() {
    return rows;
  }

  /** Place of this block in the file: blocks that come later have higher numbers. */
  public long number() {
    return number;
  }

  /** Where the fields lie; their content is UTF-8 as it stood in the file. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where a field begins in {@link #bytes()}; columns are numbered in the order asked for. */
  public int start(int row, int column) {
    return spans[2 * (row * columns + column)];
  }

  /** Where a field ends in {@link #bytes()}, exclusive. */
  public int end(int row, int column) {
    return spans[2 * (row * columns + column) + 1];
  }

  void begin(long blockNumber, int width) {
    number = blockNumber;
    columns = width;
    rows = 0;
    if (spans.length == 0) {
      spans = new int[2 * width * ROWS];
    }
  }

  void grow() {
    bytes = Arrays.copyOf(bytes, 2 * bytes.length);
  }

  /** Opens a row, whose fields are then set. */
  void open() {
    if (2 * columns * (rows + 1) > spans.length) {
      spans = Arrays.copyOf(spans, 2 * spans.length);
    }
  }

  void set(int column, int start, int end) {
    int at = 2 * (rows * columns + column);
    spans[at] = start;
    spans[at + 1] = end;
  }

  void close() {
    rows++;
  }
}
