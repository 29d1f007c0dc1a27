package io.tocsin.batch.counting;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongIntHashMap;
import io.tocsin.batch.csv.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What one thread has read: every row as the numbers of its report and of its pair, 8 bytes. Blocks
 * come in the order of the file, though not all of them.
 */
final class RowCounter {
  private static final int ROWS_A_CHUNK = 1 << 15;
  private static final byte STRATUM_SEPARATOR = 0x1f;

  private final int strataColumns;
  final Dictionary reports = new Dictionary();
  final Dictionary drugs = new Dictionary();
  final Dictionary events = new Dictionary();
  final Dictionary strata = new Dictionary();
  private final LongIntHashMap pairs = new LongIntHashMap();
  final LongArrayList drugAndEventOfPair = new LongArrayList();
  private final List<long[]> rows = new ArrayList<>();
  final IntArrayList stratumOfReport = new IntArrayList();
  final LongArrayList blockOfReport = new LongArrayList();
  final BitSet reportsInManyStrata = new BitSet();

  private long[] chunk = new long[0];
  private int chunkRows;
  private long rowCount;
  private byte[] stratumKey = new byte[64];
  private int report = -1;
  private int drug = -1;

  RowCounter(int strataColumns) {
    this.strataColumns = strataColumns;
  }

  /** Adds all rows of a block. */
  void count(RowBlock block) {
    byte[] bytes = block.bytes();
    for (int row = 0; row < block.rows(); row++) {
      report = again(reports, report, bytes, block.start(row, 0), block.end(row, 0));
      drug = again(drugs, drug, bytes, block.start(row, 1), block.end(row, 1));
      int event = events.encode(bytes, block.start(row, 2), block.end(row, 2));
      if (strataColumns > 0) {
        stratify(block, row);
      }
      add((long) report << 32 | pair((long) drug << 32 | event));
    }
  }

  /** Encodes a string that is often the one of the row before. */
  private static int again(Dictionary dictionary, int before, byte[] bytes, int start, int end) {
    return before >= 0 && dictionary.is(before, bytes, start, end)
        ? before
        : dictionary.encode(bytes, start, end);
  }

  private int pair(long drugAndEvent) {
    int at = pairs.indexOf(drugAndEvent);
    if (pairs.indexExists(at)) {
      return pairs.indexGet(at);
    }
    int pair = drugAndEventOfPair.size();
    drugAndEventOfPair.add(drugAndEvent);
    pairs.indexInsert(at, drugAndEvent, pair);
    return pair;
  }

  private void stratify(RowBlock block, int row) {
    int length = 0;
    for (int column = 3; column < 3 + strataColumns; column++) {
      int start = block.start(row, column);
      int size = block.end(row, column) - start;
      while (stratumKey.length < length + size + 1) {
        stratumKey = Arrays.copyOf(stratumKey, 2 * stratumKey.length);
      }
      System.arraycopy(block.bytes(), start, stratumKey, length, size);
      length += size;
      stratumKey[length++] = STRATUM_SEPARATOR;
    }
    int stratum = strata.encode(stratumKey, 0, length);
    if (report == stratumOfReport.size()) {
      stratumOfReport.add(stratum);
      blockOfReport.add(block.number());
    } else if (stratumOfReport.get(report) != stratum) {
      reportsInManyStrata.set(report);
    }
  }

  private void add(long row) {
    if (chunkRows == chunk.length) {
      chunk = new long[ROWS_A_CHUNK];
      rows.add(chunk);
      chunkRows = 0;
    }
    chunk[chunkRows++] = row;
    rowCount++;
  }

  /** How many rows it has read. */
  long rows() {
    return rowCount;
  }

  /** Visits every row: its report's number in the upper half, its pair's in the lower. */
  void forEachRow(LongConsumer visitor) {
    for (int i = 0; i < rows.size(); i++) {
      long[] some = rows.get(i);
      int size = i == rows.size() - 1 ? chunkRows : some.length;
      for (int row = 0; row < size; row++) {
        visitor.accept(some[row]);
      }
    }
  }
}
