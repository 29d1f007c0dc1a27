package io.tocsin.topology.state;

/**
 * How large a table is.
 *
 * @param bytes in memory, estimated
 */
public record TableSize(long entries, long bytes) {
  /** Of nothing. */
  public static final TableSize NONE = new TableSize(0, 0);

  /** Both together. */
  public TableSize plus(TableSize other) {
    return new TableSize(entries + other.entries, bytes + other.bytes);
  }
}
