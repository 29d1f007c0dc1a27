package io.tocsin.batch.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file with a header, block by block. UTF-8, a byte order mark may stand before it.
 *
 * <p>A row that is not right is handed to a listener and left out; reading goes on with the line
 * after the one on which it begins, so that a quote that is never closed costs one row. Empty lines
 * are passed over. Not thread-safe.
 */
public final class RowReader implements AutoCloseable {
  /** No record may be longer, in bytes. */
  public static final int LONGEST_RECORD = 4 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final RecordScanner scanner;
  private final Consumer<BadRow> badRows;
  private final List<String> header;

  private int[] columns = new int[0];
  private int required;
  private byte[] carried = new byte[0];
  private long line = 1;
  private long blocks;
  private boolean ended;
  private boolean insideLeftOutLine;

  /**
   * Reads the header.
   *
   * @param separator of fields, an ASCII character
   * @throws IOException when the file cannot be read or has no header
   */
  public RowReader(InputStream in, char separator, Consumer<BadRow> badRows) throws IOException {
    this.in = in;
    this.scanner = new RecordScanner(separator);
    this.badRows = badRows;
    this.header = readHeader();
  }

  private List<String> readHeader() throws IOException {
    RowBlock block = new RowBlock();
    int filled = fill(block, 0);
    byte[] bytes = block.bytes();
    int start = startsWithMark(bytes, filled) ? BYTE_ORDER_MARK.length : 0;
    int next = start == filled ? RecordScanner.MORE : scanner.scan(bytes, start, filled, ended);
    if (next == RecordScanner.MORE) {
      throw new IOException(
          filled == start ? "it is empty" : "its first line, the header, does not end");
    }
    if (scanner.objection() != null) {
      throw new IOException("its header " + scanner.objection());
    }
    List<String> names = new ArrayList<>();
    for (int field = 0; field < scanner.fields(); field++) {
      int end = RecordScanner.undouble(bytes, scanner.start(field), scanner.end(field));
      names.add(
          new String(
                  bytes, scanner.start(field), end - scanner.start(field), StandardCharsets.UTF_8)
              .strip());
    }
    line += scanner.lineBreaks();
    carry(bytes, next, filled);
    return List.copyOf(names);
  }

  private static boolean startsWithMark(byte[] bytes, int filled) {
    return filled >= BYTE_ORDER_MARK.length
        && bytes[0] == BYTE_ORDER_MARK[0]
        && bytes[1] == BYTE_ORDER_MARK[1]
        && bytes[2] == BYTE_ORDER_MARK[2];
  }

  /** The names of the columns, without surrounding blanks. */
  public List<String> header() {
    return header;
  }

  /**
   * Chooses the columns to read.
   *
   * @param indexes places in the header, from 0
   * @param mustHaveContent how many of these, from the first, no row may leave empty
   */
  public void select(List<Integer> indexes, int mustHaveContent) {
    columns = indexes.stream().mapToInt(Integer::intValue).toArray();
    required = mustHaveContent;
  }

  /**
   * Fills a block with the next rows.
   *
   * @return whether there were any bytes left; a block may hold no row even so
   */
  public boolean read(RowBlock block) throws IOException {
    block.begin(blocks++, columns.length);
    int filled = fill(block, 0);
    int at = scanAll(block, filled);
    while (at == 0 && filled > 0 && !ended) {
      if (filled >= LONGEST_RECORD) {
        at = giveUp(block, filled);
      } else {
        block.grow();
        filled = fill(block, filled);
        at = scanAll(block, filled);
      }
    }
    carry(block.bytes(), at, filled);
    return filled > 0;
  }

  /** Reads until the block is full or the file ends, first what the last block left over. */
  private int fill(RowBlock block, int from) throws IOException {
    byte[] bytes = block.bytes();
    int filled = from;
    if (from == 0) {
      while (block.bytes().length < carried.length) {
        block.grow();
      }
      bytes = block.bytes();
      System.arraycopy(carried, 0, bytes, 0, carried.length);
      filled = carried.length;
      carried = new byte[0];
    }
    while (filled < bytes.length) {
      int read = in.read(bytes, filled, bytes.length - filled);
      if (read < 0) {
        ended = true;
        break;
      }
      filled += read;
    }
    return filled;
  }

  private void carry(byte[] bytes, int from, int to) {
    carried = Arrays.copyOfRange(bytes, from, to);
  }

  /** Scans all records that are complete; returns where the first begins that is not. */
  private int scanAll(RowBlock block, int filled) {
    int at = insideLeftOutLine ? leaveOutRest(block.bytes(), filled) : 0;
    while (at < filled) {
      int next = scanner.scan(block.bytes(), at, filled, ended);
      if (next == RecordScanner.MORE) {
        return at;
      }
      String reason = scanner.objection();
      if (reason == null && scanner.lineBreaks() > 0 && isEmpty(block.bytes(), at)) {
        line++;
        at = next;
        continue;
      }
      if (reason == null) {
        reason = take(block);
      }
      if (reason == null) {
        line += scanner.lineBreaks();
        at = next;
        continue;
      }
      int following = nextLine(block.bytes(), at, filled);
      if (following == RecordScanner.MORE) {
        return at;
      }
      badRows.accept(new BadRow(line, reason));
      line++;
      at = following;
    }
    return at;
  }

  private static boolean isEmpty(byte[] bytes, int at) {
    return bytes[at] == '\n' || bytes[at] == '\r';
  }

  /** Adds the record just scanned as a row, or says why not. */
  private @Nullable String take(RowBlock block) {
    if (scanner.fields() != header.size()) {
      return "has %d fields, the header has %d".formatted(scanner.fields(), header.size());
    }
    byte[] bytes = block.bytes();
    block.open();
    for (int column = 0; column < columns.length; column++) {
      int field = columns[column];
      int start = scanner.start(field);
      int end = scanner.end(field);
      if (column < required && isBlank(bytes, start, end)) {
        return "has nothing in column " + header.get(field);
      }
      block.set(column, start, end);
    }
    if (scanner.doubled()) {
      for (int column = 0; column < columns.length; column++) {
        int start = scanner.start(columns[column]);
        int end = RecordScanner.undouble(bytes, start, scanner.end(columns[column]));
        block.set(column, start, end);
      }
    }
    block.close();
    return null;
  }

  private static boolean isBlank(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    return at == end;
  }

  /** Where the line after this one begins; the end of the file counts as one. */
  private int nextLine(byte[] bytes, int from, int filled) {
    int at = from;
    while (at < filled && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    boolean carriageReturn = at < filled && bytes[at] == '\r';
    if (!ended && (at == filled || (carriageReturn && at + 1 == filled))) {
      return RecordScanner.MORE;
    }
    boolean both = carriageReturn && at + 1 < filled && bytes[at + 1] == '\n';
    return Math.min(filled, at + (both ? 2 : 1));
  }

  /** Leaves out a record that does not end within bounds; returns where its second line begins. */
  private int giveUp(RowBlock block, int filled) {
    badRows.accept(
        new BadRow(
            line,
            "is longer than %d bytes; perhaps a quote in it is never closed"
                .formatted(LONGEST_RECORD)));
    return leaveOutRest(block.bytes(), filled);
  }

  private int leaveOutRest(byte[] bytes, int filled) {
    int following = nextLine(bytes, 0, filled);
    insideLeftOutLine = following == RecordScanner.MORE;
    if (insideLeftOutLine) {
      return filled;
    }
    line++;
    return following;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
